package nl.etdnetwerk.stelselbeheer.parties;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.config.EtdConfig;

/**
 * Metadata that a party serves at an address are fetched now and then, so that a new key of its own is known to everybody without a new
 * registration. What cannot be fetched or is wrong changes nothing; what was there stays.
 */
@ApplicationScoped
public class MetadataRenewal {

    private static final Logger LOG = Logger.getLogger(MetadataRenewal.class);
    private final PartyRegister register;
    private final PartyAdmission admission;
    private final String operatorOin;
    private final Map<String, List<String>> problems = new ConcurrentHashMap<>();

    /** Of the parties in the register. */
    public MetadataRenewal(PartyRegister register, PartyAdmission admission, EtdConfig config) {
        this.register = register;
        this.admission = admission;
        this.operatorOin = config.operatorOin();
    }

    /** On the clock. */
    @Scheduled(every = "${stelselbeheer.renew-metadata:30S}", delayed = "${stelselbeheer.renew-metadata:30S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void renew() {
        register.parties().stream().filter(p -> p.registration().metadataUrl().isPresent()).forEach(this::renew);
    }

    private void renew(Party party) {
        String id = party.metadata().entityId();
        List<String> codes = admission.renew(party, operatorOin).findings().stream().map(f -> f.code()).toList();
        // One line for each new problem, not one for each try.
        if (!codes.equals(problems.put(id, codes)) && !codes.isEmpty()) {
            LOG.warnf("METADATA_NOT_RENEWED %s %s", id, codes);
        }
    }
}
