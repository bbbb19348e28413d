package nl.etdnetwerk.testcontainers;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A role that a supplier's own product can take. */
public enum Role {
    /** Both authenticatiediensten. */
    AUTHENTICATIEDIENST("", "ad-een", "ad-twee"),
    /** Herkenningsmakelaar. */
    HERKENNINGSMAKELAAR("keys", "hm"),
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

    /** What has nothing in it until suppliers have taken these roles: documents of stelselbeheer, and keys of service providers. */
    static Set<String> emptiedBy(Set<Role> left) {
        Set<String> emptied = new TreeSet<>();
        left.forEach(r -> emptied.add(r.emptied));
        emptied.remove("");
        if (left.containsAll(Set.of(DVP, DVZA))) {
            // Nobody is left that has a service or a MedMij hostname.
            emptied.addAll(Set.of("catalogue", "whitelist"));
        }
        return emptied;
    }
}
