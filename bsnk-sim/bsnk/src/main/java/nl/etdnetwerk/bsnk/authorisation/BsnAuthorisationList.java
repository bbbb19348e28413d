package nl.etdnetwerk.bsnk.authorisation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * The "autorisatielijst BSN": an identity is only ever made for a party on it. Kept by stelselbeheer; while that is away the last copy
 * holds, and before the first nobody is on it.
 */
@ApplicationScoped
public class BsnAuthorisationList {

    private static final Logger LOG = Logger.getLogger(BsnAuthorisationList.class);
    private final EtdConfig config;
    private final BackChannel channel;
    private final ObjectMapper json;
    private final Path copy;
    private byte[] bytes = new byte[0];
    private volatile Set<String> oins = Set.of();

    /** Fetched from stelselbeheer. */
    public BsnAuthorisationList(EtdConfig config, BackChannel channel, ObjectMapper json) {
        this.config = config;
        this.channel = channel;
        this.json = json;
        this.copy = config.stateDir().resolve("bsn-authorisation-list.json");
    }

    /** At start or stop. */
    public void restore(@Observes StartupEvent event) {
        try {
            if (Files.isRegularFile(copy)) {
                oins = read(Files.readAllBytes(copy));
            }
        } catch (IOException e) {
            LOG.warnf("copy of the authorisation list not usable: %s", e.getMessage());
        }
    }

    private Set<String> read(byte[] list) throws IOException {
        return Set.copyOf(List.of(json.readValue(list, String[].class)));
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
                keep(answer.body());
            }
        } catch (IOException e) {
            LOG.debugf("authorisation list not refreshed: %s", e.getMessage());
        }
    }

    private void keep(byte[] list) throws IOException {
        oins = read(list);
        if (!Arrays.equals(list, bytes)) {
            Files.createDirectories(copy.getParent());
            Path partial = copy.resolveSibling(copy.getFileName() + ".part");
            Files.write(partial, list);
            Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            bytes = list;
        }
    }
}
