package nl.etdnetwerk.dvp.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Collections on their way: one zorgaanbieder, several gegevensdiensten. */
@ApplicationScoped
public class CollectFlows {

    private static final String KIND = "collect";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private final ShortLivedStore store;

    /**
     * A collection.
     *
     * @param id also the state of the authorization request
     * @param account who
     * @param zorgaanbieder name without {@code @medmij}
     * @param gegevensdiensten chosen ids
     * @param variant 1 or 2
     * @param verifier of PKCE
     * @param correlationId X-Correlation-ID
     * @param binding browser that started it
     */
    public record CollectFlow(String id, UUID account, String zorgaanbieder, List<String> gegevensdiensten, int variant, String verifier,
            String correlationId, String binding) {}

    /** On the database of the service. */
    public CollectFlows(ShortLivedStore store) {
        this.store = store;
    }

    /** A new one. */
    public CollectFlow begin(UUID account, String zorgaanbieder, List<String> gegevensdiensten, int variant, String binding) {
        CollectFlow flow = new CollectFlow(Randoms.next(), account, zorgaanbieder, gegevensdiensten, variant, Randoms.next(),
                UUID.randomUUID().toString(), binding);
        store.put(KIND, flow.id(), flow, LIFE);
        return flow;
    }

    /**
     * The collection, for the browser that started it.
     *
     * @throws PageException COLLECT_GONE
     */
    public CollectFlow require(String id, String binding) {
        return find(id, binding).orElseThrow(() -> new PageException("COLLECT_GONE", 400));
    }

    private Optional<CollectFlow> find(String id, String binding) {
        return store.get(KIND, id == null ? "" : id, CollectFlow.class).filter(f -> f.binding().equals(binding));
    }

    /** The same collection the other way: the zorgaanbieder lets the person log in. */
    public CollectFlow bySso(CollectFlow flow) {
        CollectFlow changed = new CollectFlow(flow.id(), flow.account(), flow.zorgaanbieder(), flow.gegevensdiensten(), 2, flow.verifier(),
                flow.correlationId(), flow.binding());
        store.put(KIND, changed.id(), changed, LIFE);
        return changed;
    }

    /**
     * Ends the collection and gives it, once.
     *
     * @throws PageException COLLECT_GONE
     */
    public CollectFlow end(String id, String binding) {
        return find(id, binding).flatMap(f -> store.take(KIND, f.id(), CollectFlow.class))
                .orElseThrow(() -> new PageException("COLLECT_GONE", 400));
    }
}
