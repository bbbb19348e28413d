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
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.ad.answer.Recipients.Recipient;
import nl.etdnetwerk.ad.enrolment.MeansRegister.Means;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.bsnksoap.BsnkMessages;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** Calls BSNk by SOAP over mutual TLS, both sides signing; and the BRP by JSON. */
@ApplicationScoped
public class BsnkClient {

    private static final int MAX_PARTIES = 4;
    private static final String VERIFIED = "WS-Security signature and mutual TLS of BSNk";
    private final BackChannel channel;
    private final ServiceIdentity identity;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final Authenticatiedienst ad;
    private final ObjectMapper json;
    private final String url;
    private final String bsnkOin;

    /** An encrypted structure for a recipient. */
    public record Transformed(Recipient recipient, byte[] structure) {}

    /** PI and PP of a person. */
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
            ObjectMapper json,
            @ConfigProperty(name = "etd.bsnk-url") String url,
            @ConfigProperty(name = "etd.bsnk-oin", defaultValue = "99990001000000000001") String bsnkOin) {
        this.channel = channel;
        this.identity = identity;
        this.clock = clock;
        this.trace = trace;
        this.ad = ad;
        this.json = json;
        this.url = url;
        this.bsnkOin = bsnkOin;
    }

    /** The person of a document, or empty when the BRP does not confirm it. */
    public Optional<BrpPerson> findByDocument(String type, String number, LocalDate dateOfBirth) throws IOException {
        byte[] query = json.writeValueAsBytes(Map.of("type", type, "number", number, "dateOfBirth", dateOfBirth.toString()));
        BackChannel.Answer answer = channel.post(url + "/brp/document", "application/json", query, Map.of());
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
        String id = "AD-" + UUID.randomUUID();
        Answered answered = call("activate", BsnkElement.parent("ProvidePPRequest", head(id), BsnkElement.of("Requester", ad.oin()),
                BsnkElement.of("RequesterKeySetVersion", Long.toString(identity.keySetVersion())), BsnkElement.of("BSN", bsn),
                BsnkElement.of("DocumentType", documentType),
                BsnkElement.of("DocumentID", documentNumber)), id);
        trace.report("", "bsnk", ad.entityId(), "ProvidePPResponse", List.of(id), VERIFIED, answered.size(), "ok");
        List<BsnkElement> structures = answered.response().all("PolymorphicPseudonym");
        if (structures.size() != 2) {
            throw new IOException("BSNk gave " + structures.size() + " structures");
        }
        return new Activated(Base64.getDecoder().decode(structures.get(0).text()), Base64.getDecoder().decode(structures.get(1).text()));
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
        String id = "AD-" + UUID.randomUUID();
        BsnkElement request = BsnkElement.parent("ProvideEPRequest", head(id), BsnkElement.of("Requester", ad.oin()),
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
            Answered answered = call("transform", request, id);
            List<Transformed> results = new ArrayList<>();
            for (Recipient r : recipients) {
                results.add(new Transformed(r,
                        answered.response().all("Encrypted").stream().filter(e -> e.attribute("EntityID").equals(Optional.of(r.oin())))
                                .filter(e -> e.attribute("IdentifierType").equals(Optional.of(type(r))))
                                .map(e -> Base64.getDecoder().decode(e.text())).findFirst()
                                .orElseThrow(() -> new IOException("no structure for a recipient"))));
            }
            trace.report(flow, "bsnk", ad.entityId(), "ProvideEPResponse", List.of(flow, id), VERIFIED, answered.size(), "ok");
            return results;
        } catch (BsnkFault f) {
            throw new PageException(f.reason() == BsnkFault.Reason.TemporarilyUnavailable ? "BSNK_UNREACHABLE" : "BSNK_REFUSED",
                    f.reason() == BsnkFault.Reason.TemporarilyUnavailable ? 503 : 502);
        } catch (IOException e) {
            throw new PageException("BSNK_UNREACHABLE", 503);
        }
    }

    private static String type(Recipient r) {
        return r.identity() ? "Identity" : "Pseudonym";
    }

    private Map<String, String> head(String id) {
        return Map.of("DateTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), "RequestID", id);
    }

    /** A verified answer and its length in bytes. */
    private record Answered(BsnkElement response, int size) {}

    private Answered call(String service, BsnkElement request, String id) throws IOException, BsnkFault {
        String address = url + "/bsnk/" + service;
        byte[] soap = BsnkMessages.write(request, BsnkElement.NAMESPACE + ":" + request.name(), address, identity.key());
        BackChannel.Answer answer = channel.post(address, "text/xml; charset=utf-8", soap,
                Map.of("SOAPAction", '"' + BsnkElement.NAMESPACE + ":" + request.name() + '"'));
        var server = answer.server().filter(c -> EntityIds.oin(c).equals(Optional.of(bsnkOin)))
                .orElseThrow(() -> new IOException("that is not BSNk"));
        BsnkElement response = BsnkMessages.read(answer.body(), server);
        if (!response.attribute("InResponseTo").equals(Optional.of(id))) {
            throw new IOException("answer to another request");
        }
        return new Answered(response, answer.body().length);
    }
}
