package nl.etdnetwerk.testcontainers;

import java.util.List;

/** A role that a supplier's own product can take. */
public enum Role {
    /** Both authenticatiediensten. */
    AUTHENTICATIEDIENST("", "ad-een", "ad-twee"),
    /** Herkenningsmakelaar. */
    HERKENNINGSMAKELAAR("", "hm"),
    /** PGO server. */
    DVP("oauthclientlist", "dvp"),
    /** Authorization and resource server of the zorgaanbieders. */
    DVZA("zorgaanbiederslijst", "dvza"),
    /** Decryption component. */
    DECRYPTION_COMPONENT("", "decryptie");

    private final String emptied;
    private final List<String> services;

    Role(String emptied, String... services) {
        this.emptied = emptied;
        this.services = List.of(services);
    }

    List<String> services() {
        return services;
    }

    /** The document of stelselbeheer that has nothing in it until a supplier takes the role; empty when there is none. */
    String emptied() {
        return emptied;
    }
}
