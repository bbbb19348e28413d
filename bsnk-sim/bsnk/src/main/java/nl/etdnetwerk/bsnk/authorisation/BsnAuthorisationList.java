package nl.etdnetwerk.bsnk.authorisation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.PublishedDocument;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * The "autorisatielijst BSN": an identity is only ever made for a party on it. Kept by stelselbeheer; while that is away the last copy
 * holds, and before the first nobody is on it.
 */
@ApplicationScoped
public class BsnAuthorisationList {

    private final EtdConfig config;
    private final BackChannel channel;
    private final ObjectMapper json;
    private final PublishedDocument<Set<String>> list;

    /** Fetched from stelselbeheer. */
    public BsnAuthorisationList(EtdConfig config, BackChannel channel, ObjectMapper json) {
        this.config = config;
        this.channel = channel;
        this.json = json;
        this.list = new PublishedDocument<>(config.stelselbeheerUrl() + "/bsn-authorisation-list",
                config.stateDir().resolve("bsn-authorisation-list.json"), (bytes, current) -> oins(bytes));
    }

    private Set<String> oins(byte[] bytes) throws PublishedDocument.Unusable {
        try {
            String[] oins = json.readValue(bytes, String[].class);
            if (oins != null && Arrays.stream(oins).allMatch(Objects::nonNull)) {
                return Set.of(oins);
            }
            throw new PublishedDocument.Unusable("no list of OINs");
        } catch (IOException | IllegalArgumentException e) {
            throw new PublishedDocument.Unusable("no list of OINs");
        }
    }

    /** Uses the copy of before, until stelselbeheer was asked. */
    public void restore(@Observes StartupEvent event) {
        list.restore();
    }

    /** Whether a party may receive identities. */
    public boolean contains(String oin) {
        return all().contains(oin);
    }

    /** All of them. */
    public Set<String> all() {
        return list.value().orElse(Set.of());
    }

    /** Asks stelselbeheer. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void refresh() {
        list.refresh(this::fromTheOperator);
    }

    /** The list is not signed: what counts is that stelselbeheer itself answered. */
    private BackChannel.Answer fromTheOperator(String url) throws IOException {
        BackChannel.Answer answer = channel.get(url, Map.of());
        if (!answer.server().flatMap(EntityIds::oin).equals(Optional.of(config.operatorOin()))) {
            throw new IOException("that is not stelselbeheer");
        }
        return answer;
    }
}
