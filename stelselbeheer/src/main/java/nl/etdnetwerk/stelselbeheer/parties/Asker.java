package nl.etdnetwerk.stelselbeheer.parties;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who asks for an admission, and how.
 *
 * @param oin of who asks; a party may register itself
 * @param operator whether that is the scheme operator, who may register anybody
 * @param initial whether it is one that a network starts with
 * @param ownHost whether a host is the asker's: those of others are not registered for it, nor metadata fetched from them
 * @param party what is renewed: it has to be there still as it was when that began, or a newer registration would be undone
 */
record Asker(String oin, boolean operator, boolean initial, Optional<Party> party, Predicate<String> ownHost) {

    /** Whether somebody registers a party, other than by what the network begins with or by asking its metadata again. */
    boolean isByHand() {
        return !initial && party.isEmpty();
    }
}
