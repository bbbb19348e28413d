package nl.etdnetwerk.saml;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

import nl.etdnetwerk.pki.Identity;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Endpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IdentityProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Service;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.saml.request.RequestValidation;
import nl.etdnetwerk.saml.response.Expectation;

/** Object mother: a DV, an HM and an AD with keys made here, and messages between them. */
public final class TestParties {

    public static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    public static final String DV_ACS = "https://dv.example/acs";
    public static final String HM_SSO = "https://hm.example/1.13/sso/redirect";
    public static final String SERVICE_UUID = "22222222-2222-4222-8222-222222222222";
    public static final String SERVICE_ID = "urn:etoegang:DV:99990001000000000021:services:9001";
    private static final TestPki PKI = TestPki.create(NOW);
    public static final SigningKey OPERATOR = key("99990001000000000000");
    public static final Party DV = party("DV", "99990001000000000021");
    public static final Party OTHER_DV = party("DV", "99990001000000000022");
    public static final Party HM = party("HM", "99990001000000000010");
    public static final Party AD = party("AD", "99990001000000000011");

    /** A party with its key, metadata and writer. */
    public record Party(SigningKey key, EntityMetadata metadata) {

        public MessageWriter writer() {
            return new MessageWriter(metadata.entityId(), key);
        }

        public String entityId() {
            return metadata.entityId();
        }
    }

    private TestParties() {}

    public static SigningKey key(String oin) {
        Identity identity = PKI.issue(
                new TestPki.Request("test", "Test", oin, List.of("test.localhost"), NOW.minus(Duration.ofDays(1)), Duration.ofDays(90)));
        return new SigningKey(identity.privateKey(), identity.certificate());
    }

    private static Party party(String role, String oin) {
        SigningKey key = key(oin);
        var keys = List.of(MetadataWriter.key(Use.SIGNING, key), MetadataWriter.key(Use.ENCRYPTION, key));
        var soap = List.of(MetadataWriter.soap("https://" + role.toLowerCase() + ".example/ars"));
        Optional<IdentityProvider> idp = role.equals("DV")
                ? Optional.empty()
                : Optional.of(new IdentityProvider(keys, soap, List.of(),
                        List.of(new Endpoint(SamlNames.BINDING_REDIRECT, HM_SSO), new Endpoint(SamlNames.BINDING_ARTIFACT, HM_SSO + "/a")),
                        List.of()));
        Optional<ServiceProvider> sp = role.equals("AD")
                ? Optional.empty()
                : Optional.of(new ServiceProvider(keys, soap, List.of(),
                        List.of(new IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, DV_ACS)),
                        role.equals("DV") ? List.of(new Service(1, true, "Inloggen", EntityIds.service(oin, 9001))) : List.of()));
        return new Party(key, new EntityMetadata(EntityIds.of(role, oin, 9001), Optional.of(role + " van de test"), Optional.empty(),
                Optional.empty(), idp, sp));
    }

    public static AuthnRequest request() {
        return new AuthnRequest(MessageIds.next(), NOW, HM_SSO, DV.entityId(), false, OptionalInt.of(0), Optional.empty(), Optional.empty(),
                OptionalInt.of(1), Optional.of("De DV"),
                Optional.of(LevelOfAssurance.LOA3), Map.of(SamlNames.INTENDED_AUDIENCE, List.of(DV.entityId(), OTHER_DV.entityId())));
    }

    public static RequestValidation requestValidation() {
        return new RequestValidation(directory(), Set.of(HM_SSO), Duration.ofSeconds(5));
    }

    public static Function<String, Optional<EntityMetadata>> directory() {
        return id -> List.of(DV, OTHER_DV, HM, AD).stream().map(Party::metadata).filter(m -> m.entityId().equals(id)).findFirst();
    }

    /** An assertion by the issuer about a person known to the DV by this value. */
    public static Assertion assertion(Party issuer, String requestId, String value) {
        var encrypted = IdEncrypter.encrypt(new NameIdentifier(SamlNames.TYPE_PSEUDO_ID, value),
                List.of(new IdEncrypter.Recipient(DV.entityId(), DV.key().keyName(), DV.key().certificate())));
        return new Assertion(MessageIds.next(), issuer.entityId(), NOW, SamlNames.TRANSIENT, "transient-1", Optional.of(AD.entityId()),
                requestId, DV_ACS,
                NOW.plusSeconds(120), List.of(DV.entityId()), NOW,
                Optional.of("session-1"), LevelOfAssurance.LOA3, List.of(AD.entityId()),
                Map.of(SamlNames.SERVICE_ID, List.of(SERVICE_ID), SamlNames.SERVICE_UUID, List.of(SERVICE_UUID)),
                Map.of(SamlNames.ACTING_SUBJECT_ID, List.of(encrypted)));
    }

    public static Expectation expectation(String requestId) {
        return new Expectation(requestId, DV_ACS, DV.entityId(), HM.entityId(), LevelOfAssurance.LOA3, Optional.of(SERVICE_UUID),
                Duration.ofSeconds(5)).ofService(SERVICE_ID).by(Set.of(AD.entityId()));
    }
}
