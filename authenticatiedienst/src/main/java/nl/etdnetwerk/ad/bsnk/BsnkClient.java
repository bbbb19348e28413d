package nl.etdnetwerk.ad.bsnk;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.ad.means.MeansRegister.Means;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.recipients.Recipients.Recipient;
import nl.etdnetwerk.bsnkkit.BsnkCalls;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.saml.LevelOfAssurance;

/** Calls BSNk by SOAP over mutual TLS, both sides signing; and the BRP by JSON. */
@ApplicationScoped
public class BsnkClient {

    /** Code of what BSNk does not do, also when it is asked again. */
    public static final String REFUSED = "BSNK_REFUSED";
    private static final int MAX_PARTIES = 4;
    private static final String PREFIX = "AD-";
    private static final String VERIFIED = "WS-Security signature and mutual TLS of BSNk";
    private final ServiceIdentity identity;
    private final TraceEvents trace;
    private final Authenticatiedienst ad;
    private final ObjectMapper json;
    private final BsnkCalls bsnk;

    /** An encrypted structure for a recipient. */
    public record Transformed(Recipient recipient, byte[] structure) {}

    /** PI and PP of a person, checked. */
    public record Activated(byte[] pi, byte[] pp) {}

    /** A person as the BRP knows it; the BSN in it lives as long as this object. */
    public record BrpPerson(String bsn, String givenNames, String status) {

        /** Does not show the BSN. */
        @Override
        public String toString() {
            return "BrpPerson";
        }
    }

    /** With the address and OIN of BSNk. */
    public BsnkClient(BackChannel channel, ServiceIdentity identity, NetworkClock clock, TraceEvents trace, Authenticatiedienst ad,
            ObjectMapper json, EtdConfig config) {
        this.identity = identity;
        this.trace = trace;
        this.ad = ad;
        this.json = json;
        this.bsnk = new BsnkCalls(channel, identity.key(), clock, json, config.bsnkUrl().orElseThrow(), config.bsnkOin(),
                ad.entityId(), trace);
    }

    /** The person of a document, or empty when the BRP does not confirm it. */
    public Optional<BrpPerson> findByDocument(String type, String number, LocalDate dateOfBirth) throws IOException {
        byte[] query = json.writeValueAsBytes(Map.of("type", type, "number", number, "dateOfBirth", dateOfBirth.toString()));
        BackChannel.Answer answer = bsnk.post("/brp/document", query);
        trace.report("", "brp", ad.entityId(), "DocumentAnswer", List.of(), "mutual TLS of BSNk", answer.body().length,
                answer.isOk() ? "ok" : "status " + answer.status());
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isOk()) {
            throw new IOException("BRP answers " + answer.status());
        }
        JsonNode person = json.readTree(answer.body());
        return Optional.of(new BrpPerson(person.get("bsn").asText(), person.get("givenNames").asText(), person.get("status").asText()));
    }

    /** Activation: from BSN to PI and PP of this AD. */
    public Activated activate(String bsn, String documentType, String documentNumber) throws IOException, BsnkFault {
        BsnkCalls.Answered answered = bsnk.call("activate",
                BsnkElement.parent("ProvidePPRequest", bsnk.head(PREFIX), BsnkElement.of("Requester", ad.oin()),
                        BsnkElement.of("RequesterKeySetVersion", Long.toString(identity.keySetVersion())), BsnkElement.of("BSN", bsn),
                        BsnkElement.of("DocumentType", documentType),
                        BsnkElement.of("DocumentID", documentNumber)));
        trace.report("", "bsnk", ad.entityId(), "ProvidePPResponse", List.of(answered.id()), VERIFIED, answered.size(), "ok");
        List<byte[]> structures = answered.response().all("PolymorphicPseudonym").stream()
                .map(e -> Base64.getMimeDecoder().decode(e.text()))
                .toList();
        return new ActivationRules(SchemePublicKeys.parse(bsnk.schemeKeys()), ad.oin()).check(structures);
    }

    /**
     * Transformation for all recipients at once.
     *
     * @param authnInstant when the person authenticated
     * @param level level that was reached
     * @throws PageException BSNK_UNREACHABLE (503) or BSNK_REFUSED
     */
    public List<Transformed> transform(Means person, List<Recipient> recipients, Instant authnInstant, LevelOfAssurance level,
            String flow) {
        List<Transformed> results = new ArrayList<>();
        for (List<Recipient> round : rounds(recipients)) {
            results.addAll(round(person, round, authnInstant, level, flow));
        }
        return results;
    }

    /** A request names a party once and four parties at most (bsnk.md 4.2); who gets two structures is in two of them. */
    private static List<List<Recipient>> rounds(List<Recipient> recipients) {
        List<List<Recipient>> rounds = new ArrayList<>();
        for (Recipient r : recipients) {
            List<Recipient> free = rounds.stream().filter(round -> round.size() < MAX_PARTIES)
                    .filter(round -> round.stream().noneMatch(o -> o.oin().equals(r.oin()))).findFirst().orElse(null);
            if (free == null) {
                rounds.add(new ArrayList<>(List.of(r)));
            } else {
                free.add(r);
            }
        }
        return rounds;
    }

    private List<Transformed> round(Means person, List<Recipient> recipients, Instant authnInstant, LevelOfAssurance level, String flow) {
        BsnkElement request = BsnkElement.parent("ProvideEPRequest", bsnk.head(PREFIX), BsnkElement.of("Requester", ad.oin()),
                BsnkElement.of("PolymorphicIdentity", Base64.getEncoder().encodeToString(person.pi())),
                BsnkElement.of("PolymorphicPseudonym", Base64.getEncoder().encodeToString(person.pp())));
        for (Recipient r : recipients) {
            BsnkElement party = BsnkElement.parent("RelyingParty", Map.of(), BsnkElement.of("EntityID", r.oin()),
                    BsnkElement.of("KeySetVersion", Long.toString(r.keySetVersion())),
                    BsnkElement.of("IdentifierType", type(r)),
                    BsnkElement.of("StructureVersion", r.structureVersion()));
            if (r.intermediary().isPresent()) {
                party = party.with(BsnkElement.of("Intermediary", r.intermediary().get()))
                        .with(BsnkElement.of("AuthnInstant", authnInstant.truncatedTo(ChronoUnit.SECONDS).toString()))
                        .with(BsnkElement.of("AuthnContextClassRef", level.uri()));
            }
            request = request.with(party);
        }
        try {
            BsnkCalls.Answered answered = bsnk.call("transform", request);
            List<Transformed> results = new ArrayList<>();
            for (Recipient r : recipients) {
                results.add(new Transformed(r,
                        answered.response().all("Encrypted").stream().filter(e -> e.attribute("EntityID").equals(Optional.of(r.oin())))
                                .filter(e -> e.attribute("IdentifierType").equals(Optional.of(type(r))))
                                .map(e -> Base64.getDecoder().decode(e.text())).findFirst()
                                .orElseThrow(() -> new IOException("no structure for a recipient"))));
            }
            trace.report(flow, "bsnk", ad.entityId(), "ProvideEPResponse", List.of(flow, answered.id()), VERIFIED, answered.size(), "ok");
            return results;
        } catch (BsnkFault f) {
            throw new PageException(f.reason() == BsnkFault.Reason.TemporarilyUnavailable ? "BSNK_UNREACHABLE" : REFUSED,
                    f.reason() == BsnkFault.Reason.TemporarilyUnavailable ? 503 : 502);
        } catch (IOException e) {
            throw new PageException("BSNK_UNREACHABLE", 503);
        }
    }

    private static String type(Recipient r) {
        return r.identity() ? "Identity" : "Pseudonym";
    }
}
