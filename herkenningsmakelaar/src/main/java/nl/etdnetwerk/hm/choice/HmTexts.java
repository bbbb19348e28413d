package nl.etdnetwerk.hm.choice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the HM. English in messages/hm_en.properties. */
@MessageBundle("hm")
public interface HmTexts {

    /** Title. */
    @Message("Kies waarmee u wilt inloggen")
    String choose_title();

    /** For whom. */
    @Message("U gaat inloggen bij {provider}: {service}.")
    String for_service(String provider, String service);

    /** Intermediation. */
    @Message("{provider} vraagt dit namens u bij {other}.")
    String intermediation(String provider, String other);

    /** Who gets a pseudonym along. */
    @Message("{other} krijgt daarbij een eigen pseudoniem van u, om u te herkennen.")
    String along(String other);

    /** Level. */
    @Message("Minimaal betrouwbaarheidsniveau: {level}")
    String level(String level);

    /** Legend. */
    @Message("Inlogmiddel")
    String means();

    /** Checkbox. */
    @Message("Onthoud mijn keuze")
    String remember();

    /** Button. */
    @Message("Ga verder")
    String go_on();

    /** Button. */
    @Message("Annuleren")
    String cancel();

    /** No AD. */
    @Message("Er is geen inlogmiddel dat kan geven wat deze dienst vraagt.")
    String none();

    /** The AD said no. */
    @Message("{ad} kan deze aanvraag niet uitvoeren. Kies een ander inlogmiddel of annuleer.")
    String other(String ad);

    /** Title. */
    @Message("Terug naar de dienst")
    String post_title();

    /** Before the form is sent. */
    @Message("U gaat terug naar de dienst waar u vandaan kwam.")
    String post_explain();

    /** Title. */
    @Message("Uitloggen")
    String logout_title();

    /** No session. */
    @Message("Er is geen sessie meer om te beëindigen. Sluit uw browser om zeker te zijn.")
    String logout_none();
}
