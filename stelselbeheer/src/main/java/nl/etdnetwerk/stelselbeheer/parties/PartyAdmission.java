package nl.etdnetwerk.stelselbeheer.parties;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.stelselbeheer.pki.CertificateAuthority;

/** Checks what a party hands in and lets it into the network when nothing is wrong with it. */
@ApplicationScoped
public class PartyAdmission {

    private final PartyRegister register;
    private static final Pattern HOSTNAME = Pattern.compile("([a-z0-9][a-z0-9-]*[.])+[a-z0-9][a-z0-9-]*[a-z0-9]");
    private final BackChannel channel;
    private final NetworkClock clock;
    private final CertificateAuthority authority;

    /** What came of it: admitted exactly when there are no findings. */
    public record Outcome(Optional<String> entityId, List<Finding> findings) {}

    /** With the register and the certificate authority. */
    public PartyAdmission(PartyRegister register, BackChannel channel, NetworkClock clock, CertificateAuthority authority) {
        this.register = register;
        this.channel = channel;
        this.clock = clock;
        this.authority = authority;
    }

    /**
     * Admits a party.
     *
     * @param byOin OIN of who asks; a party may register itself, the scheme operator anybody
     * @param operator whether the asker is the scheme operator
     */
    public Outcome admit(Registration registration, String byOin, boolean operator) {
        Findings findings = new Findings();
        Optional<byte[]> metadata = metadata(registration, findings);
        if (metadata.isEmpty()) {
            return new Outcome(Optional.empty(), findings.list());
        }
        Validated<EntityMetadata> read = MetadataReader.participant(metadata.get(), clock.instant());
        List<Finding> all = new ArrayList<>(read.findings());
        read.value().ifPresent(entity -> {
            certificates(entity, findings);
            findings.require(operator || entity.oin().equals(byOin), "PARTY_NOT_YOURS", "saml.md 5.9", "EntityDescriptor/@entityID",
                    "an entity of your own OIN " + byOin, entity.entityId());
            registration(registration, operator, findings);
        });
        all.addAll(findings.list());
        if (all.isEmpty()) {
            try {
                register.put(read.value().orElseThrow(), metadata.get(), registration);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Outcome(read.value().map(EntityMetadata::entityId), all);
    }

    private Optional<byte[]> metadata(Registration registration, Findings findings) {
        if (registration.metadata().isPresent()) {
            return registration.metadata().map(m -> m.getBytes(StandardCharsets.UTF_8));
        }
        String url = registration.metadataUrl().orElse("");
        try {
            if (!url.startsWith("https://")) {
                throw new IOException("no https URL");
            }
            BackChannel.Answer answer = channel.get(url, Map.of());
            if (!answer.isOk()) {
                throw new IOException("status " + answer.status());
            }
            return Optional.of(answer.body());
        } catch (IOException | IllegalArgumentException e) {
            findings.add("METADATA_UNREACHABLE", "saml.md 5.9", "metadataUrl", "metadata at " + url, e.getMessage());
            return Optional.empty();
        }
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

    private void registration(Registration r, boolean operator, Findings findings) {
        findings.require(operator || !r.bsnAuthorised(), "PARTY_BSN", "bsnk.md 4.2", "bsnAuthorised", "set by the scheme operator only",
                true);
        // One name that the lists cannot have would make them unusable for everybody.
        r.hostnames().forEach(h -> findings.require(HOSTNAME.matcher(h).matches(), "PARTY_HOSTNAME", "medmij.md 4.3", "hostnames",
                "a hostname of at least two labels, in lower case", h));
        r.dvp().ifPresent(d -> {
            findings.require(d.organisatienaam().length() >= 3 && d.organisatienaam().length() <= 50, "PARTY_NAME", "medmij.md 4.3",
                    "dvp.organisatienaam", "3 - 50 characters", d.organisatienaam());
            level(d.minimumLevel(), "dvp.minimumLevel", findings);
            findings.require(r.hostnames().contains(d.clientHostname()), "PARTY_HOSTNAME", "medmij.md 5.2", "dvp.clientHostname",
                    "one of hostnames", d.clientHostname());
        });
        r.zorgaanbieder().ifPresent(z -> {
            findings.require(z.naam().matches("[a-z0-9.-]{3,50}@medmij"), "PARTY_NAME", "medmij.md 1.3", "zorgaanbieder.naam",
                    "3 - 50 of a-z, 0-9, dot and hyphen, then @medmij", z.naam());
            level(z.minimumLevel(), "zorgaanbieder.minimumLevel", findings);
            findings.require(
                    !z.gegevensdiensten().isEmpty() && z.gegevensdiensten().stream().allMatch(g -> Gegevensdienst.of(g).isPresent()),
                    "PARTY_GEGEVENSDIENST", "medmij.md 3.4",
                    "zorgaanbieder.gegevensdiensten", "ids of 48, 49, 51, 63", z.gegevensdiensten());
        });
    }

    private static void level(String level, String where, Findings findings) {
        findings.require(levelOf(level).isPresent(), "PARTY_LEVEL", "saml.md 1.7", where, "loa1 - loa4", level);
    }

    /** A level by its short name. */
    public static Optional<LevelOfAssurance> levelOf(String name) {
        return LevelOfAssurance.of("urn:etoegang:core:assurance-class:" + name);
    }

    /** Role of an entity, for lists. */
    public static String roleOf(EntityMetadata entity) {
        return EntityIds.role(entity.entityId()).orElse("?");
    }
}
