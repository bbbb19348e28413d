package nl.etdnetwerk.dvp.fhir;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.oauth.AuthorizationServer;
import nl.etdnetwerk.dvp.oauth.TokenClient.Granted;
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

    private final AuthorizationServer servers;
    private final ResourceClient resources;
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final TraceEvents trace;

    /** One answer, to be kept. */
    private record Collected(String query, String type, byte[] content) {

        static Collected of(String query, ResourceClient.Bundle page) {
            return new Collected(query, "application/fhir+json", page.content());
        }

        static Collected of(ResourceClient.Document document) {
            return new Collected(ShownText.of(document.title()), "application/pdf", document.content());
        }
    }

    /** On the database of the service. */
    public Collector(AuthorizationServer servers, ResourceClient resources, Jdbi jdbi, NetworkClock clock, TraceEvents trace) {
        this.servers = servers;
        this.resources = resources;
        this.jdbi = jdbi;
        this.clock = clock;
        this.trace = trace;
    }

    /** Whether there are searches for a gegevensdienst; a zorgaanbieder may offer others. */
    public static boolean canCollect(String gegevensdienst) {
        return Gegevensdienst.of(gegevensdienst).filter(g -> !Queries.of(g).isEmpty()).isPresent();
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
            if (flow.gegevensdiensten().contains(offered.id()) && covered.contains(offered.id()) && canCollect(offered.id())) {
                answered |= collect(flow, granted, offered, Gegevensdienst.of(offered.id()).orElseThrow());
            }
        }
        return answered;
    }

    private boolean collect(CollectFlow flow, Granted granted, ZalGegevensdienst offered, Gegevensdienst gegevensdienst) {
        String endpoint = offered.systeemrollen().get(0).resourceEndpoint();
        servers.requireNode(endpoint);
        List<Collected> found = new ArrayList<>();
        int searches = 0;
        boolean complete = true;
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        for (String query : Queries.of(gegevensdienst)) {
            Optional<List<ResourceClient.Bundle>> pages = resources.search(flow, granted, endpoint, query.replace(Queries.TODAY, today),
                    gegevensdienst.fhirVersion());
            if (pages.isPresent()) {
                searches++;
                for (ResourceClient.Bundle page : pages.get()) {
                    found.add(Collected.of(query, page));
                    if (gegevensdienst == Gegevensdienst.DOCUMENTEN) {
                        ResourceClient.Documents documents = resources.documents(flow, granted, documentEndpoint(offered), page);
                        documents.found().forEach(d -> found.add(Collected.of(d)));
                        complete &= documents.complete();
                    }
                }
            }
        }
        if (searches > 0) {
            replace(flow, offered.id(), found, complete && searches == Queries.of(gegevensdienst).size());
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

    /** All of a gegevensdienst when every search was answered and every document came, else only what there is something new for. */
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
