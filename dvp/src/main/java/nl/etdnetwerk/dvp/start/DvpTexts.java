package nl.etdnetwerk.dvp.start;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the PGO. English in messages/dvp_en.properties. */
@MessageBundle("dvp")
public interface DvpTexts {

    /** Title. */
    @Message("Welkom bij uw persoonlijke gezondheidsomgeving")
    String welcome();

    /** Link. */
    @Message("Inloggen met wachtwoord en code")
    String login_password();

    /** Link. */
    @Message("Inloggen met een eTD-middel")
    String login_etd();

    /** Title. */
    @Message("Inloggen")
    String login_title();

    /** Field. */
    @Message("Gebruikersnaam")
    String username();

    /** Field. */
    @Message("Wachtwoord")
    String password();

    /** Field. */
    @Message("Code uit uw app (6 cijfers)")
    String code();

    /** Problem. */
    @Message("De gegevens kloppen niet, of er is te vaak geprobeerd. Gaat het vaker mis, wacht dan even.")
    String wrong();

    /** Title. */
    @Message("Mijn overzicht")
    String home_title();

    /** Greeting. */
    @Message("U bent ingelogd als {name}.")
    String hello(String name);

    /** Greeting of who has no name here. */
    @Message("U bent ingelogd met uw eTD-middel.")
    String hello_etd();

    /** Heading. */
    @Message("Inlogmiddel")
    String means();

    /** No means. */
    @Message("Er is nog geen eTD-middel gekoppeld.")
    String no_means();

    /** A means. */
    @Message("Gekoppeld middel van {ad}")
    String linked(String ad);

    /** Button. */
    @Message("Koppel een eTD-middel")
    String link();

    /** Button. */
    @Message("Ontkoppelen")
    String unlink();

    /** Link. */
    @Message("Gegevens verzamelen")
    String collect();

    /** Link. */
    @Message("Mijn gegevens")
    String data();

    /** Link. */
    @Message("Mijn toestemmingen")
    String consents();

    /** Button. */
    @Message("Uitloggen")
    String logout();

    /** Message. */
    @Message("Het koppelen is gelukt. U kunt voortaan met dit middel inloggen.")
    String linked_done();

    /** Message. */
    @Message("U bent niet ingelogd bij de authenticatiedienst. Er is niets gewijzigd.")
    String cancelled();

    /** Message. */
    @Message("Dit middel hoort bij een ander account.")
    String other_account();

    /** Message. */
    @Message("Dit account is gekoppeld aan iemand anders. Ontkoppel dat middel eerst, of maak een eigen account.")
    String other_person();

    /** Message. */
    @Message("Er zijn geen gegevens opgehaald. Neem zo nodig contact op met uw zorgaanbieder.")
    String not_collected();

    /** Message. */
    @Message("Om uw veiligheid te bewaken zijn er geen gegevens opgehaald.")
    String mismatch();

    /** Search. */
    @Message("Zoek een zorgaanbieder")
    String search();

    /** Button. */
    @Message("Zoeken")
    String search_button();

    /** No result. */
    @Message("Geen zorgaanbieder gevonden.")
    String none_found();

    /** Title. */
    @Message("Gegevens verzamelen bij {name}")
    String collect_at(String name);

    /** Legend. */
    @Message("Welke gegevens?")
    String which();

    /** Legend. */
    @Message("Hoe logt u in?")
    String how();

    /** Variant 1. */
    @Message("Eén keer inloggen via deze PGO (dienstbemiddeling)")
    String variant1();

    /** Variant 2. */
    @Message("Inloggen bij de zorgaanbieder")
    String variant2();

    /** Button. */
    @Message("Verzamelen")
    String collect_button();

    /** Column. */
    @Message("Zorgaanbieder")
    String provider();

    /** Column. */
    @Message("Gegevensdienst")
    String service();

    /** Column. */
    @Message("Opgehaald")
    String when();

    /** Column. */
    @Message("Onderdeel")
    String part();

    /** Column. */
    @Message("Inhoud")
    String content();

    /** Nothing. */
    @Message("Nog niets.")
    String nothing();

    /** Link. */
    @Message("Downloaden")
    String download();

    /** Link. */
    @Message("Terug")
    String back();

    /** Problem. */
    @Message("Dit is de enige manier waarop u kunt inloggen. Daarom is het middel niet ontkoppeld.")
    String only_means();

    /** Title, link and button. */
    @Message("Account aanmaken")
    String register_title();

    /** Explanation. */
    @Message("Alle gegevens hier zijn verzonnen; gebruik geen wachtwoord dat u elders gebruikt. Met een eTD-middel kunt u ook zonder dit formulier beginnen.")
    String register_about();

    /** Field. */
    @Message("Wachtwoord (minstens 10 en hoogstens 72 tekens)")
    String new_password();

    /** Done. */
    @Message("Uw account is gemaakt. Zet dit geheim nu in uw app voor eenmalige codes; het wordt niet nog eens getoond.")
    String registered();

    /** Problem. */
    @Message("Kies een gebruikersnaam van minstens 3 letters, cijfers of . _ @ - en een wachtwoord van minstens 10 en hoogstens 72 tekens.")
    String register_incomplete();

    /** Problem. */
    @Message("Deze gebruikersnaam is al in gebruik.")
    String register_taken();

    /** Message: the login failed at HM or AD. */
    @Message("Het inloggen met uw eTD-middel is niet gelukt. Probeer het opnieuw, of kies een andere dienst om mee in te loggen.")
    String not_logged_in();

    /** Message: collecting without a means. */
    @Message("Koppel eerst een eTD-middel. Zonder middel kunnen gegevens niet aan u worden toegekend.")
    String link_first();

    /** What a FHIR resource is, for people. */
    @Message("{#when type}{#is 'Patient'}Persoon{#is 'Coverage'}Verzekering{#is 'Consent'}Afspraak over behandeling{#is 'Condition'}Aandoening{#is 'Observation'}Meting of bevinding{#is 'NutritionOrder'}Voedingsadvies{#is 'Flag'}Waarschuwing{#is 'AllergyIntolerance'}Allergie{#is 'MedicationRequest'}Medicatieafspraak{#is 'MedicationDispense'}Verstrekte medicatie{#is 'MedicationStatement'}Gebruikte medicatie{#is 'Immunization'}Vaccinatie{#is 'Procedure'}Verrichting{#is 'Encounter'}Contact{#is 'EpisodeOfCare'}Episode{#is 'Composition'}Verslag{#is 'DocumentReference'}Document{#else}{type}{/when}")
    String resource_type(String type);

    /** Column. */
    @Message("Geldigheid")
    String validity();

    /** A consent for one time. */
    @Message("Eenmalig")
    String once();

    /** A lasting consent. */
    @Message("Tot u haar intrekt")
    String lasting();

    /** No longer. */
    @Message("Ingetrokken")
    String withdrawn();

    /** Button. */
    @Message("Opnieuw ophalen")
    String collect_again();

    /** Button. */
    @Message("Intrekken")
    String withdraw();

    /** No longer, by the zorgaanbieder. */
    @Message("Geldt niet meer bij de zorgaanbieder")
    String ended();

    /** No longer here. */
    @Message("Hier ingetrokken; de zorgaanbieder weet het nog niet")
    String withdrawn_here();

    /** Button. */
    @Message("Meld het opnieuw")
    String tell_again();

    /** Message: the zorgaanbieder could not be told. */
    @Message("Uw toestemming is hier ingetrokken. De zorgaanbieder kon dat niet worden gemeld; probeer het later opnieuw bij uw toestemmingen.")
    String not_told();

    /** Message: the zorgaanbieder cannot be told. */
    @Message("Uw toestemming is hier ingetrokken. Meld het ook zelf aan de zorgaanbieder: dat kan van hier uit niet meer.")
    String cannot_tell();

    /** Message: a lasting consent does not work any more. */
    @Message("De zorgaanbieder geeft met deze toestemming geen gegevens meer. Verzamel opnieuw om opnieuw toestemming te geven.")
    String consent_over();

    /** Nothing this PGO can collect. */
    @Message("Deze PGO kan hier geen gegevens verzamelen.")
    String none_collectable();
}
