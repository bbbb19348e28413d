package nl.etdnetwerk.stelselbeheer.parties;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import nl.etdnetwerk.saml.SamlNames;

/** Types of identifier that a service can get in this network, by URN or by a short name (saml.md 1.8b). */
public final class IdentifierTypes {

    private static final Map<String, String> SHORT = Map.of("BSN", SamlNames.TYPE_BSN, "PseudoID", SamlNames.TYPE_PSEUDO_ID, "Pseudo",
            SamlNames.TYPE_PSEUDO, "Pseudo-1.9", SamlNames.TYPE_PSEUDO_PLAIN);

    private IdentifierTypes() {}

    /** The URN for a URN or a short name; empty for what no AD of the network can give. */
    static Optional<String> urn(String name) {
        return Optional.ofNullable(SHORT.get(name)).or(() -> Optional.of(name).filter(SHORT::containsValue));
    }

    /** Every name, for messages. */
    static String names() {
        return String.join(", ", SHORT.keySet().stream().sorted().toList());
    }

    /** The URNs of the types of a service. */
    public static List<String> of(Registration.Dienst dienst) {
        return dienst.identifierTypes().stream().flatMap(t -> urn(t).stream()).toList();
    }
}
