package nl.etdnetwerk.dvza.authorization;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the DVZA. English in messages/dvza_en.properties. */
@MessageBundle("dvza")
public interface DvzaTexts {

    /** Title. */
    @Message("Gegevens delen met uw PGO")
    String landing_title();

    /** Explanation. */
    @Message("{client} wil gegevens ophalen bij {zorgaanbieder}. U logt eerst in, daarna vragen wij uw toestemming.")
    String landing(String client, String zorgaanbieder);

    /** Button. */
    @Message("Inloggen")
    String go_on();

    /** Button. */
    @Message("Annuleren")
    String cancel();

    /** Title. */
    @Message("Geeft u toestemming?")
    String consent_title();

    /** Question. */
    @Message("{zorgaanbieder} deelt uw gegevens met {client} als u dat goed vindt.")
    String consent(String zorgaanbieder, String client);

    /** Which data. */
    @Message("Het gaat om: {data}.")
    String consent_data(String data);

    /** Variant 1. */
    @Message("Uw identiteit is bevestigd via {client}.")
    String confirmed(String client);

    /** Of whom the data are, masked. */
    @Message("Het gaat om de gegevens van {person}. Bent u dat niet, kies dan Nee.")
    String about(String person);

    /** Checkbox. */
    @Message("Deze toestemming geldt tot ik haar intrek")
    String long_term();

    /** Button. */
    @Message("Ja, ik geef toestemming")
    String agree();

    /** Button. */
    @Message("Nee")
    String refuse();

    /** Title. */
    @Message("Er worden geen gegevens gedeeld")
    String denied_title();

    /** Reason. */
    @Message("U bent gestopt voordat het inloggen klaar was.")
    String denied_cancelled();

    /** Reason. */
    @Message("Wij konden niet vaststellen wie u bent.")
    String denied_not_identified();

    /** Reason. */
    @Message("U gaf geen toestemming.")
    String denied_refused();

    /** Reason. */
    @Message("Er zijn hier geen gegevens van u die u zelf kunt delen. Dat is zo als u hier geen patiënt bent, als er geen gegevens van u zijn, of als u nog geen 16 bent.")
    String denied_not_available();

    /** What the client knows. */
    @Message("{client} krijgt niet te horen waarom.")
    String denied_same(String client);

    /** Button. */
    @Message("Terug naar {client}")
    String denied_back(String client);
}
