package nl.etdnetwerk.bsnk.authorisation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * The "autorisatielijst BSN": an identity is only ever made for a party on it. Kept by stelselbeheer; until it could be fetched
 * nobody is on it.
 */
@ApplicationScoped
public class BsnAuthorisationList {

    private static final Logger LOG = Logger.getLogger(BsnAuthorisationList.class);
    private final EtdConfig config;
    private final BackChannel channel;
    private final ObjectMapper json;
    private volatile Set<String> oins = Set.of();

    /** Fetched from stelselbeheer. */
    public BsnAuthorisationList(EtdConfig config, BackChannel channel, ObjectMapper json) {
        this.config = config;
        this.channel = channel;
        this.json = json;
    }

    /** Whether a party may receive identities. */
    public boolean contains(String oin) {
        return oins.contains(oin);
    }

    /** All of them. */
    public Set<String> all() {
        return oins;
    }

    /** On the clock. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void refresh() {
        try {
            BackChannel.Answer answer = channel.get(config.stelselbeheerUrl() + "/bsn-authorisation-list", Map.of());
            // Not signed: what counts is that stelselbeheer itself answered.
            if (answer.isOk() && answer.server().flatMap(EntityIds::oin).equals(Optional.of(config.operatorOin()))) {
                oins = Set.copyOf(List.of(json.readValue(answer.body(), String[].class)));
            }
        } catch (IOException e) {
            LOG.debugf("authorisation list not refreshed: %s", e.getMessage());
        }
    }
}
