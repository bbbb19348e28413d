package nl.etdnetwerk.stelselbeheer.parties;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
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

    private static final Duration NEAR = Duration.ofDays(1);
    private final PartyRegister register;
    private final BackChannel channel;
    private final NetworkClock clock;
    private final AdmissionRules rules;
    private final Draft draft;

    /** What came of it: admitted exactly when there are no findings. */
    public record Outcome(Optional<String> entityId, List<Finding> findings) {}

    /** With the register, the certificate authority, and what the documents would become. */
    public PartyAdmission(PartyRegister register, BackChannel channel, NetworkClock clock, CertificateAuthority authority, Draft draft) {
        this.register = register;
        this.channel = channel;
        this.clock = clock;
        this.rules = new AdmissionRules(register, authority);
        this.draft = draft;
    }

    /**
     * Admits a party.
     *
     * @param byOin OIN of who asks; a party may register itself, the scheme operator anybody
     * @param operator whether the asker is the scheme operator
     * @param ownHost whether a host is the asker's: those of others are not registered for it, nor metadata fetched from them
     */
    public Outcome admit(Registration registration, String byOin, boolean operator, Predicate<String> ownHost) {
        return admit(registration, new Asker(byOin, operator, false, Optional.empty(), ownHost));
    }

    /** Admits a party that a network starts with, unless it was taken out since: PARTY_WITHDRAWN. */
    Outcome admitInitial(Registration registration, String operatorOin) {
        return admit(registration, new Asker(operatorOin, true, true, Optional.empty(), host -> true));
    }

    /** Fetches the metadata of a party again from where it said that they are: new keys come in, and another party does not. */
    Outcome renew(Party party, String operatorOin) {
        return admit(party.registration(), new Asker(operatorOin, true, false, Optional.of(party), host -> true));
    }

    private Outcome admit(Registration registration, Asker asker) {
        Findings findings = new Findings();
        Optional<byte[]> metadata = metadata(registration, asker, findings);
        if (metadata.isEmpty()) {
            return new Outcome(Optional.empty(), findings.list());
        }
        // One at a time, over all replicas: two that are right alone can be wrong together.
        return register.exclusively(() -> admit(registration, metadata.get(), asker, findings));
    }

    private Outcome admit(Registration given, byte[] metadata, Asker asker, Findings findings) {
        Validated<EntityMetadata> read = MetadataReader.participant(metadata, clock.instant());
        findings.require(asker.operator() || !given.bsnAuthorised(), "PARTY_BSN", "bsnk.md 4.2", "bsnAuthorised",
                "set by the scheme operator only", true);
        Registration registration = asker.operator() ? given : given.authorised(read.value().filter(this::isAuthorised).isPresent());
        List<Finding> all = new ArrayList<>(read.findings());
        boolean same = read.value().filter(e -> isRegistered(e, registration)).isPresent();
        read.value().ifPresent(entity -> {
            List<Party> others = register.parties().stream().filter(p -> !p.metadata().entityId().equals(entity.entityId())).toList();
            rules.check(entity, registration, asker, others, findings);
            RegistrationRules.check(registration, others, findings);
            ServiceRules.check(registration, entity, findings);
            if (read.findings().isEmpty() && findings.isEmpty() && !same) {
                List<Party> with = new ArrayList<>(others);
                with.add(new Party(entity, registration));
                all.addAll(draft.findings(with));
            }
        });
        all.addAll(findings.list());
        if (all.isEmpty() && !same) {
            try {
                register.put(read.value().orElseThrow(), metadata, registration, asker.isByHand());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Outcome(read.value().map(EntityMetadata::entityId), all);
    }

    /**
     * Whether this says nothing new: metadata that was signed again says the same, and needs no new publication. An end that moves along
     * at every fetch is only news when the one that is known comes near.
     */
    private boolean isRegistered(EntityMetadata entity, Registration registration) {
        Instant soon = clock.instant().plus(NEAR);
        return register.parties().stream().anyMatch(p -> (p.metadata().equals(entity)
                || p.metadata().isCurrent(soon) && entity.isCurrent(soon)
                        && p.metadata().untilFurtherNotice().equals(entity.untilFurtherNotice()))
                && p.registration().withoutMetadata().equals(registration.withoutMetadata()));
    }

    /** Whether the scheme operator put a party on the authorisation list before: it stays there when the party says something new of itself. */
    private boolean isAuthorised(EntityMetadata entity) {
        return register.parties().stream()
                .anyMatch(p -> p.metadata().entityId().equals(entity.entityId()) && p.registration().bsnAuthorised());
    }

    private Optional<byte[]> metadata(Registration registration, Asker asker, Findings findings) {
        if (registration.metadata().isPresent()) {
            return registration.metadata().map(m -> m.getBytes(StandardCharsets.UTF_8));
        }
        String url = registration.metadataUrl().orElse("");
        try {
            if (!url.startsWith("https://")) {
                throw new IOException("no https URL");
            }
            if (!asker.ownHost().test(URI.create(url).getHost())) {
                findings.add("PARTY_NOT_YOURS", "saml.md 5.9", "metadataUrl", "an address of a host that your certificate names", url);
                return Optional.empty();
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

    /** A level by its short name. */
    public static Optional<LevelOfAssurance> levelOf(String name) {
        return LevelOfAssurance.of("urn:etoegang:core:assurance-class:" + name);
    }

    /** Role of an entity, for lists. */
    public static String roleOf(EntityMetadata entity) {
        return EntityIds.role(entity.entityId()).orElse("?");
    }
}
