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

    private static final String EVERY = "30S";
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

    /** Asks everybody who gave an address for its metadata. */
    @Scheduled(every = EVERY, delayed = EVERY, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void renew() {
        List<Party> parties = register.parties().stream().filter(p -> p.registration().metadataUrl().isPresent()).toList();
        problems.keySet().retainAll(parties.stream().map(p -> p.metadata().entityId()).toList());
        for (Party party : parties) {
            try {
                renew(party);
            } catch (RuntimeException e) {
                // That of the others goes on.
                LOG.error("METADATA_NOT_RENEWED " + party.metadata().entityId(), e);
            }
        }
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
