package nl.etdnetwerk.stelselbeheer.parties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.config.EtdConfig;

/**
 * Brings the network's own parties in at start, by the same admission as everybody else: tries every second until each could
 * be reached once. A party that was taken out by hand stays out until it is added by hand.
 */
@ApplicationScoped
public class InitialParties {

    private static final Logger LOG = Logger.getLogger(InitialParties.class);
    private final PartyAdmission admission;
    private final List<Registration> waiting = new ArrayList<>();
    private final String operatorOin;

    /** Reads the file with registrations, if there is one. */
    public InitialParties(PartyAdmission admission, ObjectMapper json, EtdConfig config,
            @ConfigProperty(name = "stelselbeheer.parties-file") Optional<Path> file) throws IOException {
        this.admission = admission;
        this.operatorOin = config.operatorOin();
        if (file.isPresent() && Files.isRegularFile(file.get())) {
            waiting.addAll(List.of(json.readValue(file.get().toFile(), Registration[].class)));
        }
    }

    /** Brings in who still waits. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void admit() {
        waiting.removeIf(r -> {
            PartyAdmission.Outcome outcome = admission.admitInitial(r, operatorOin);
            boolean unreachable = outcome.findings().stream().anyMatch(f -> f.code().equals("METADATA_UNREACHABLE"));
            if (!unreachable) {
                LOG.infof("PARTY_ADMISSION %s %s", outcome.entityId().orElse("?"), outcome.findings());
            }
            return !unreachable;
        });
    }
}
