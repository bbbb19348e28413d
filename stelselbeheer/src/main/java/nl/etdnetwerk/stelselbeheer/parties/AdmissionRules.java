package nl.etdnetwerk.stelselbeheer.parties;

import java.security.GeneralSecurityException;
import java.util.List;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.stelselbeheer.pki.CertificateAuthority;

/** Who may bring which party in; what the party says of itself is for {@link RegistrationRules} and {@link ServiceRules}. */
final class AdmissionRules {

    private static final String HM = "HM";
    private static final String CLAUSE = "saml.md 3.5";
    private static final String ENTITY = "EntityDescriptor/@entityID";
    private final PartyRegister register;
    private final CertificateAuthority authority;

    AdmissionRules(PartyRegister register, CertificateAuthority authority) {
        this.register = register;
        this.authority = authority;
    }

    /** Adds METADATA_NOT_PKIO, PARTY_NOT_YOURS, PARTY_HOSTNAME, PARTY_WITHDRAWN, PARTY_CHANGED, PARTY_OTHER, PARTY_ROLE, PARTY_HM_TAKEN. */
    void check(EntityMetadata entity, Registration registration, Asker asker, List<Party> others, Findings findings) {
        certificates(entity, findings);
        findings.require(asker.operator() || entity.oin().equals(asker.oin()), "PARTY_NOT_YOURS", "saml.md 5.9", ENTITY,
                "an entity of your own OIN " + asker.oin(), entity.entityId());
        hosts(registration, asker, findings);
        notTakenOut(entity, asker, findings);
        asker.party().ifPresent(p -> findings.require(p.metadata().entityId().equals(entity.entityId()) && register.parties().contains(p),
                "PARTY_OTHER", CLAUSE, ENTITY, "still " + p.metadata().entityId(), entity.entityId()));
        role(entity, asker, others, findings);
    }

    /** The whitelist and where people are sent are about hosts: a party speaks for those that its certificate names (medmij.md 5.2). */
    private static void hosts(Registration registration, Asker asker, Findings findings) {
        registration.hostnames().forEach(host -> host(host, "hostnames", asker, findings));
        registration.zorgaanbieder().flatMap(z -> RegistrationRules.host(z.authorizationEndpoint()))
                .ifPresent(host -> host(host, "zorgaanbieder.authorizationEndpoint", asker, findings));
    }

    private static void host(String host, String where, Asker asker, Findings findings) {
        findings.require(asker.operator() || asker.ownHost().test(host), "PARTY_HOSTNAME", "medmij.md 5.2", where,
                "a host that your certificate names", host);
    }

    private void notTakenOut(EntityMetadata entity, Asker asker, Findings findings) {
        String id = entity.entityId();
        boolean isOut = asker.initial() && register.isWithdrawn(id) || !asker.operator() && register.isWithdrawnByOperator(id);
        findings.require(!isOut, "PARTY_WITHDRAWN", CLAUSE, ENTITY, "a party that was not taken out", id);
        findings.require(!asker.initial() || !register.isByHand(id), "PARTY_CHANGED", CLAUSE, ENTITY,
                "a party that nobody registered again since", id);
    }

    /** Who may state or pass on who somebody is, is for the scheme operator to say; and a network has one HM. */
    private static void role(EntityMetadata entity, Asker asker, List<Party> others, Findings findings) {
        String role = PartyAdmission.roleOf(entity);
        findings.require(asker.operator() || role.equals("DV"), "PARTY_ROLE", CLAUSE, ENTITY,
                "DV; an HM or AD is brought in by the scheme operator", role);
        boolean another = role.equals(HM) && others.stream().anyMatch(p -> PartyAdmission.roleOf(p.metadata()).equals(HM));
        findings.require(!another, "PARTY_HM_TAKEN", CLAUSE, ENTITY, "a network without another HM; take that one out first",
                entity.entityId());
    }

    private void certificates(EntityMetadata entity, Findings findings) {
        for (EntityMetadata.Key key : entity.keys()) {
            try {
                key.certificate().verify(authority.issuer().getPublicKey());
            } catch (GeneralSecurityException e) {
                findings.add("METADATA_NOT_PKIO", "saml.md 3.7", "KeyDescriptor " + key.keyName(),
                        "a certificate of the network's test PKI", key.certificate().getIssuerX500Principal());
            }
        }
    }
}
