package nl.etdnetwerk.dvp.fhir;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.dvp.collect.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.oauth.AuthorizationServer;
import nl.etdnetwerk.dvp.oauth.TokenClient.Granted;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.medmij.lists.MedMijList.ZalGegevensdienst;

/**
 * Collects every chosen gegevensdienst with one token. A search that fails leaves the others alone, and what was collected before
 * stays until there is something in its place.
 */
@ApplicationScoped
public class Collector {

    private static final Logger LOG = Logger.getLogger(Collector.class);
    private final AuthorizationServer servers;
    private final BackChannel channel;
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final ObjectMapper json;

    /** One answer, to be kept. */
    private record Collected(String query, String type, byte[] content) {}

    /** On the database of the service. */
    public Collector(AuthorizationServer servers, BackChannel channel, Jdbi jdbi, NetworkClock clock, TraceEvents trace,
            ObjectMapper json) {
        this.servers = servers;
        this.channel = channel;
        this.jdbi = jdbi;
        this.clock = clock;
        this.trace = trace;
        this.json = json;
    }

    /**
     * Replaces what was collected before from this zorgaanbieder for the chosen gegevensdiensten.
     *
     * @return whether any search was answered
     */
    public boolean collect(CollectFlow flow, Granted granted) {
        List<String> covered = List.of(granted.scope().split(" "));
        boolean answered = false;
        for (ZalGegevensdienst offered : servers.zorgaanbieder(flow.zorgaanbieder()).gegevensdiensten()) {
            if (flow.gegevensdiensten().contains(offered.id()) && covered.contains(offered.id())) {
                answered |= Gegevensdienst.of(offered.id()).filter(g -> !Queries.of(g).isEmpty())
                        .map(g -> collect(flow, granted, offered, g)).orElse(false);
            }
        }
        return answered;
    }

    private boolean collect(CollectFlow flow, Granted granted, ZalGegevensdienst offered, Gegevensdienst gegevensdienst) {
        String endpoint = offered.systeemrollen().get(0).resourceEndpoint();
        servers.requireNode(endpoint);
        List<Collected> found = new ArrayList<>();
        int searches = 0;
        for (String query : Queries.of(gegevensdienst)) {
            BackChannel.Answer answer = get(flow, granted, endpoint + "/" + query,
                    "application/fhir+json; fhirVersion=" + gegevensdienst.fhirVersion());
            if (answer != null && answer.isOk()) {
                searches++;
                found.add(new Collected(query, "application/fhir+json", answer.body()));
                if (gegevensdienst == Gegevensdienst.DOCUMENTEN) {
                    found.addAll(documents(flow, granted, documentEndpoint(offered), answer.body()));
                }
            }
        }
        if (searches > 0) {
            replace(flow, offered.id(), found, searches == Queries.of(gegevensdienst).size());
        }
        trace.report(flow.correlationId(), flow.zorgaanbieder(), "dvp", "Resources " + offered.id(), List.of(flow.correlationId()),
                "bearer token bound to the client certificate, " + searches
                        + " searches",
                found.stream().mapToInt(c -> c.content().length).sum(), searches == 0 ? "NOTHING" : "ok");
        return searches > 0;
    }

    /** Where the documents themselves are: the second system role of the gegevensdienst (medmij.md 3.4). */
    private String documentEndpoint(ZalGegevensdienst offered) {
        String endpoint = offered.systeemrollen().stream().filter(r -> r.code().equals(Gegevensdienst.DOCUMENTEN.systeemrollen().get(1)))
                .findFirst().orElse(offered.systeemrollen().get(0)).resourceEndpoint();
        servers.requireNode(endpoint);
        return endpoint;
    }

    /** Whether an address is under an endpoint, also when it goes up on its way. */
    private static boolean isUnder(String address, String endpoint) {
        try {
            return new URI(address).normalize().toString().equals(address) && address.startsWith(endpoint + "/") && !address.contains("%");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Documents are fetched from their endpoint only, whatever address the list gives (medmij.md 7). */
    private List<Collected> documents(CollectFlow flow, Granted granted, String endpoint, byte[] bundle) {
        List<Collected> found = new ArrayList<>();
        try {
            for (JsonNode entry : json.readTree(bundle).path("entry")) {
                JsonNode attachment = entry.path("resource").path("content").path(0).path("attachment");
                String url = attachment.path("url").asText("");
                String absolute = url.startsWith("https://") ? url : endpoint + "/" + url;
                if (!url.isEmpty() && isUnder(absolute, endpoint)) {
                    BackChannel.Answer answer = get(flow, granted, absolute, "application/pdf");
                    if (answer != null && answer.isOk()) {
                        found.add(new Collected(attachment.path("title").asText("document"), "application/pdf", answer.body()));
                    }
                }
            }
        } catch (IOException e) {
            LOG.warnf("DOCUMENT_LIST_UNREADABLE %s", flow.correlationId());
        }
        return found;
    }

    private BackChannel.Answer get(CollectFlow flow, Granted granted, String url, String accept) {
        try {
            return channel.get(url,
                    Map.of("Authorization", "Bearer " + granted.accessToken(), "Accept", accept, "MedMij-Request-ID",
                            UUID.randomUUID().toString(), "X-Correlation-ID",
                            flow.correlationId()));
        } catch (IOException e) {
            LOG.warnf("RESOURCE_UNREACHABLE %s", flow.correlationId());
            return null;
        }
    }

    /** All of a gegevensdienst when every search was answered, else only what there is something new for. */
    private void replace(CollectFlow flow, String gegevensdienst, List<Collected> found, boolean complete) {
        jdbi.useTransaction(h -> {
            h.createUpdate("delete from collected where account_id = :a and zorgaanbieder = :z and gegevensdienst = :g "
                    + "and (:complete or query in (<queries>))").bind("a", flow.account()).bind("z", flow.zorgaanbieder())
                    .bind("g", gegevensdienst).bind("complete", complete).bindList("queries", found.stream().map(Collected::query).toList())
                    .execute();
            found.forEach(c -> h.execute(
                    "insert into collected (id, account_id, zorgaanbieder, gegevensdienst, query, content_type, content, collected_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID(), flow.account(), flow.zorgaanbieder(), gegevensdienst, c.query(), c.type(), c.content(),
                    clock.instant().atOffset(ZoneOffset.UTC)));
        });
    }
}
