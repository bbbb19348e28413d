package nl.etdnetwerk.stelselbeheer.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.ListWriter;
import nl.etdnetwerk.medmij.lists.MedMijList;
import nl.etdnetwerk.saml.catalogue.CatalogueCodec;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.stelselbeheer.parties.Party;
import nl.etdnetwerk.stelselbeheer.parties.PartyRegister;

/** Makes and signs everything once for each change of the register, and again before the metadata runs out. */
@ApplicationScoped
public class Publications {

    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final Duration REMAKE = Duration.ofDays(1);
    private final PartyRegister register;
    private final ServiceIdentity identity;
    private final NetworkClock clock;
    private volatile Current current;

    /** All documents of one publication. */
    public record Current(long number, Instant made, byte[] metadata, byte[] catalogue, Map<ListKind, byte[]> lists,
            List<String> bsnAuthorised) {}

    /** From the register, signed with the key of stelselbeheer. */
    public Publications(PartyRegister register, ServiceIdentity identity, NetworkClock clock) {
        this.register = register;
        this.identity = identity;
        this.clock = clock;
    }

    /** The documents as of now. */
    public Current current() {
        PartyRegister.Publication publication = register.publication();
        Current c = current;
        return isOf(c, publication) ? c : make(publication);
    }

    private boolean isOf(Current c, PartyRegister.Publication publication) {
        return c != null && c.number() >= publication.number() && clock.instant().isBefore(c.made().plus(REMAKE));
    }

    private synchronized Current make(PartyRegister.Publication publication) {
        if (isOf(current, publication)) {
            // Somebody who asked at the same moment was before us.
            return current;
        }
        Instant now = clock.instant();
        List<Party> parties = register.parties();
        Map<ListKind, byte[]> lists = new EnumMap<>(ListKind.class);
        ListDerivation derivation = new ListDerivation(parties, publication.changedAt(), publication.number());
        for (ListKind kind : ListKind.values()) {
            MedMijList list = derivation.derive(kind);
            // A list without anything in it is refused by whoever reads it (medmij.md 4), so there is none then.
            if (!list.isEmpty()) {
                lists.put(kind, ListWriter.write(list, kind));
            }
        }
        byte[] metadata = MetadataWriter.network(parties.stream().map(Party::metadata).toList(),
                "urn:etoegang:1.13:metadata:A:" + publication.number(), now.plus(VALIDITY), identity.key());
        byte[] catalogue = CatalogueCodec.write(new CatalogueDerivation(parties, now).derive(publication.changedAt(), publication.number()),
                identity.key());
        current = new Current(publication.number(), now, metadata, catalogue, lists,
                parties.stream().filter(p -> p.registration().bsnAuthorised()).map(p -> p.metadata().oin()).distinct().toList());
        return current;
    }
}
