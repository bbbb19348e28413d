package nl.etdnetwerk.kit.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the layout and the error page. English in messages/kit_en.properties. */
@MessageBundle("kit")
public interface KitTexts {

    /** Language switch. */
    @Message("English")
    String language();

    /** Above every page. */
    @Message("Testnetwerk: alle personen en gegevens zijn verzonnen")
    String test_network();

    /** For keyboard users. */
    @Message("Naar de inhoud")
    String skip();

    /** Title of the error page. */
    @Message("Er ging iets mis")
    String error_title();

    /** What to do: try again. */
    @Message("Begin opnieuw op de plek waar u vandaan kwam. Blijft het misgaan, geef dan onderstaande code door.")
    String error_again();

    /** What to do: later. */
    @Message("Een dienst die hierbij nodig is, is nu niet bereikbaar. Probeer het over een minuut opnieuw.")
    String error_later();

    /** What to do: another address. */
    @Message("Deze pagina is er niet. Kijk of het adres klopt, of begin opnieuw op de plek waar u vandaan kwam.")
    String error_nowhere();

    /** What to do: a fault of this service. */
    @Message("Er zit een fout in deze dienst. Probeer het opnieuw; blijft het misgaan, geef dan onderstaande code en het tijdstip door.")
    String error_ours();

    /** What to do: for the supplier of the other system. */
    @Message("Het bericht dat u hierheen bracht is geweigerd. De leverancier van de dienst waar u vandaan komt vindt hieronder wat er niet klopt.")
    String error_supplier();

    /** Column. */
    @Message("Code")
    String code();

    /** Column. */
    @Message("Regel")
    String clause();

    /** Column. */
    @Message("Plaats")
    String location();

    /** Column. */
    @Message("Wat de regel vraagt")
    String rule();

    /** Column. */
    @Message("Verwacht")
    String expected();

    /** Column. */
    @Message("Gevonden")
    String found();

    /** Link on an error page. */
    @Message("Ga verder")
    String go_on();
}
