package nl.etdnetwerk.stelselbeheer.publication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.medmij.lists.InvalidListException;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.ListReader;
import nl.etdnetwerk.medmij.lists.ListWriter;
import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.catalogue.CatalogueCodec;
import nl.etdnetwerk.stelselbeheer.parties.Draft;
import nl.etdnetwerk.stelselbeheer.parties.Party;

/** Reads its own documents as everybody else will, before they are published: one bad entry would make a list unusable for all. */
@ApplicationScoped
public class DraftPublication implements Draft {

    private static final long ANY_NUMBER = 1;
    private static final String ANY_HM = "99990001000000000010";
    /** A network begins without zorgaanbieders and without a DVP. */
    private static final Set<String> BEGINNINGS = Set.of("LIST_EMPTY", "CATALOGUE_EMPTY");
    private final ServiceIdentity identity;
    private final NetworkClock clock;

    /** Signed with the key of stelselbeheer, as the publication is. */
    public DraftPublication(ServiceIdentity identity, NetworkClock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public List<Finding> findings(List<Party> parties) {
        Instant now = clock.instant();
        Findings findings = new Findings();
        ListDerivation lists = new ListDerivation(parties, now, ANY_NUMBER);
        for (ListKind kind : ListKind.values()) {
            try {
                ListReader.read(ListWriter.write(lists.derive(kind), kind), kind, now);
            } catch (InvalidListException e) {
                if (!BEGINNINGS.contains(e.code())) {
                    findings.add("PARTY_LIST", "medmij.md 4.3", kind.fileName(), "an entry that the list can have", e.getMessage());
                }
            }
        }
        // Services are looked at before there is an HM too: it would be refused for what somebody else has in the catalogue.
        byte[] catalogue = CatalogueCodec.write(new CatalogueDerivation(parties, now, ANY_HM).derive(now, ANY_NUMBER), identity.key());
        CatalogueCodec.read(catalogue, Map.of(identity.key().keyName(), identity.key().certificate())).findings().stream()
                .filter(f -> !BEGINNINGS.contains(f.code()))
                .forEach(f -> findings.add("PARTY_CATALOGUE", f.clause(), f.location(), f.expected(), f.found()));
        return findings.list();
    }
}
