package nl.etdnetwerk.polymorphic.message;

import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;

/** Object identifiers of bsnk.md 3.1 outside the envelopes. */
final class Oids {

    static final String BASE = "2.16.528.1.1003.10.1";
    static final String IDENTITY = BASE + ".3.1";
    static final String PSEUDONYM = BASE + ".3.2";
    static final String MIGRATION_INTERMEDIARY_PSEUDONYM = BASE + ".3.3";
    static final String VERIFIABLE_PIP = BASE + ".1.11";
    static final String VERIFIABLE_PIP_V2 = BASE + ".1.11.2";

    private Oids() {}

    static String of(Class<? extends Body> body) {
        if (body == PolymorphicIdentity.class) {
            return BASE + ".1.1";
        } else if (body == PolymorphicPseudonym.class) {
            return BASE + ".1.2";
        } else if (body == PolymorphicIdentityAndPseudonym.class) {
            return BASE + ".1.5";
        } else if (body == EncryptedIdentity.class) {
            return BASE + ".2.1";
        } else if (body == EncryptedPseudonym.class) {
            return BASE + ".2.2";
        } else if (body == DirectEncryptedPseudonym.class) {
            return BASE + ".2.5";
        } else if (body == DirectEncryptedIdentity.class) {
            return BASE + ".2.9.2";
        }
        throw new IllegalArgumentException("no body: " + body);
    }
}
