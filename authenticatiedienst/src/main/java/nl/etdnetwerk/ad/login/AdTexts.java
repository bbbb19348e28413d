package nl.etdnetwerk.ad.login;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the AD. English in messages/ad_en.properties. */
@MessageBundle("ad")
public interface AdTexts {

    /** Title. */
    @Message("Inloggen")
    String login_title();

    /** For whom. */
    @Message("U logt in voor {provider}.")
    String login_for(String provider);

    /** Field. */
    @Message("Gebruikersnaam")
    String username();

    /** Field. */
    @Message("Wachtwoord")
    String password();

    /** Field. */
    @Message("Code uit uw app (6 cijfers)")
    String code();

    /** Button. */
    @Message("Inloggen")
    String login();

    /** Button. */
    @Message("Annuleren")
    String cancel();

    /** Problem. */
    @Message("De gegevens kloppen niet, of er is te vaak geprobeerd. Controleer gebruikersnaam, wachtwoord en code; gaat het vaker mis, wacht dan even.")
    String wrong();

    /** Demo. */
    @Message("Testpersonen")
    String persons();

    /** Demo. */
    @Message("Kies een testpersoon om het formulier te vullen:")
    String pick();

    /** Title. */
    @Message("Toestemming")
    String consent_title();

    /** What is asked. */
    @Message("{provider} wil dat u inlogt. Doel: {purpose}.")
    String consent_for(String provider, String purpose);

    /** Who is logged in. */
    @Message("U bent ingelogd als {person}.")
    String consent_person(String person);

    /** Button. */
    @Message("Ik ben iemand anders")
    String somebody_else();

    /** Link. */
    @Message("Ga verder met inloggen")
    String key_go_on();

    /** What a name is. */
    @Message("Een gebruikersnaam heeft 3 tot 100 letters, cijfers of . _ @ -")
    String enrol_name();

    /** What a date is. */
    @Message("Schrijf de geboortedatum als jaar-maand-dag, bijvoorbeeld 1980-12-31.")
    String enrol_date();

    /** List. */
    @Message("Als u toestemming geeft, delen wij:")
    String consent_shared();

    /** Item. */
    @Message("een versleuteld pseudoniem dat alleen {party} kan lezen")
    String consent_pseudonym(String party);

    /** Item. */
    @Message("een pseudoniem dat alleen bij {party} voor u geldt; de herkenningsmakelaar kan het ook lezen")
    String consent_plain(String party);

    /** Item. */
    @Message("uw versleutelde burgerservicenummer, dat alleen {party} kan lezen")
    String consent_identity(String party);

    /** Item. */
    @Message("Gevraagde gegevens: {list}")
    String consent_data(String list);

    /** Button. */
    @Message("Ik geef toestemming")
    String agree();

    /** Button. */
    @Message("Ik weiger")
    String refuse();

    /** Title. */
    @Message("Middel aanvragen")
    String enrol_title();

    /** Explanation. */
    @Message("Wij controleren uw identiteitsbewijs bij de Basisregistratie Personen. Uw burgerservicenummer gebruiken wij één keer en bewaren wij niet.")
    String enrol_about();

    /** Field. */
    @Message("Soort identiteitsbewijs")
    String document_type();

    /** Field. */
    @Message("Documentnummer")
    String document_number();

    /** Field. */
    @Message("Geboortedatum (jjjj-mm-dd)")
    String date_of_birth();

    /** Field. */
    @Message("Kies een gebruikersnaam")
    String new_username();

    /** Field. */
    @Message("Kies een wachtwoord (minstens 10 en hoogstens 72 tekens)")
    String new_password();

    /** Button. */
    @Message("Aanvragen")
    String enrol();

    /** Result. */
    @Message("Uw middel is klaar. Zet dit geheim in uw app voor codes:")
    String enrolled();

    /** Problem. */
    @Message("Uw gegevens konden niet worden bevestigd. Controleer document en geboortedatum.")
    String enrol_rejected();

    /** Problem. */
    @Message("Kies een andere gebruikersnaam.")
    String enrol_taken();

    /** Problem. */
    @Message("Het wachtwoord heeft minstens 10 en hoogstens 72 tekens; letters met een accent en andere bijzondere tekens tellen voor meer.")
    String enrol_incomplete();

    /** Title. */
    @Message("Uitloggen")
    String logout_title();

    /** Result. */
    @Message("U bent uitgelogd.")
    String logout_done();

    /** No session. */
    @Message("In deze browser is geen sessie die bij dit verzoek hoort. Sluit uw browser om zeker te zijn.")
    String logout_none();

    /** Title. */
    @Message("Beveiligingssleutel registreren")
    String key_title();

    /** Explanation. */
    @Message("Voor betrouwbaarheidsniveau 4 gebruikt u naast wachtwoord en code een beveiligingssleutel (WebAuthn) die u zelf ontgrendelt.")
    String key_about();

    /** Button. */
    @Message("Sleutel registreren")
    String key_register();

    /** Result. */
    @Message("Uw beveiligingssleutel is geregistreerd.")
    String key_done();

    /** Problem. */
    @Message("De beveiligingssleutel is niet geaccepteerd. Probeer het opnieuw.")
    String key_refused();

    /** Problem. */
    @Message("Een beveiligingssleutel werkt alleen met JavaScript.")
    String key_script();

    /** Title. */
    @Message("Gebruik uw beveiligingssleutel")
    String key_use_title();

    /** Explanation. */
    @Message("Deze dienst vraagt betrouwbaarheidsniveau 4. Bevestig met uw beveiligingssleutel.")
    String key_use();

    /** Button. */
    @Message("Bevestig met sleutel")
    String key_use_button();

    /** Problem. */
    @Message("U hebt nog geen beveiligingssleutel.")
    String key_none();

    /** Choice. */
    @Message("Paspoort")
    String passport();

    /** Choice. */
    @Message("Identiteitskaart")
    String identity_card();

    /** Choice. */
    @Message("Rijbewijs")
    String driving_licence();
}
