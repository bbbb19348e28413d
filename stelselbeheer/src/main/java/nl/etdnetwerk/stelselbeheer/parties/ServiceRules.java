package nl.etdnetwerk.stelselbeheer.parties;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** The services of its own that a service provider registers, beside what follows from being a DVP or zorgaanbieder. */
final class ServiceRules {

    /** Where the services begin that the network derives itself, and the login of a DVP or zorgaanbieder. */
    private static final int DERIVED = 9100;
    private static final int LOGIN = 9001;
    private static final int LAST = 9999;
    private static final int LONGEST_NAME = 64;

    private ServiceRules() {}

    /** Adds PARTY_SERVICE_INDEX, PARTY_SERVICE, PARTY_NAME, PARTY_LEVEL, PARTY_IDENTIFIER and PARTY_BSN_SERVICE. */
    static void check(Registration r, EntityMetadata entity, Findings findings) {
        Set<Integer> seen = new HashSet<>();
        for (Registration.Dienst d : r.diensten()) {
            index(r, d, seen, findings);
            String serviceId = EntityIds.service(entity.oin(), d.index());
            boolean inMetadata = entity.serviceProvider()
                    .filter(s -> s.services().stream().anyMatch(x -> x.serviceId().equals(serviceId))).isPresent();
            findings.require(inMetadata, "PARTY_SERVICE", "saml.md 3.2", "diensten",
                    "an index of which the metadata has the AttributeConsumingService", serviceId);
            String name = Optional.ofNullable(d.naam()).orElse("");
            findings.require(!name.isBlank() && name.length() <= LONGEST_NAME, "PARTY_NAME", "saml.md 4.2", "diensten.naam",
                    "1 - 64 characters", name);
            RegistrationRules.level(d.minimumLevel(), "diensten.minimumLevel", findings);
            types(r, d, findings);
        }
    }

    private static void index(Registration r, Registration.Dienst d, Set<Integer> seen, Findings findings) {
        boolean derived = (r.dvp().isPresent() || r.zorgaanbieder().isPresent()) && (d.index() == LOGIN || d.index() >= DERIVED);
        findings.require(seen.add(d.index()) && d.index() >= 0 && d.index() <= LAST && !derived, "PARTY_SERVICE_INDEX", "saml.md 3.1",
                "diensten.index", "a number of up to four digits, once; 9001 and 9100 - 9999 of a DVP or zorgaanbieder are taken",
                d.index());
    }

    private static void types(Registration r, Registration.Dienst d, Findings findings) {
        List<String> types = IdentifierTypes.of(d);
        findings.require(!types.isEmpty() && types.size() == d.identifierTypes().size(), "PARTY_IDENTIFIER", "saml.md 2.6",
                "diensten.identifierTypes", "one or more of " + IdentifierTypes.names(), d.identifierTypes());
        findings.require(!types.contains(SamlNames.TYPE_BSN) || r.bsnAuthorised(), "PARTY_BSN_SERVICE", "bsnk.md 4.2",
                "diensten.identifierTypes", "no BSN for a party that is not on the authorisation list BSN", d.identifierTypes());
    }
}
