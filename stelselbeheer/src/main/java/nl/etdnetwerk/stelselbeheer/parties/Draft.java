package nl.etdnetwerk.stelselbeheer.parties;

import java.util.List;

import nl.etdnetwerk.saml.Finding;

/** The documents of the network as they would be with other parties than now. */
public interface Draft {

    /** What their readers would refuse: PARTY_LIST and PARTY_CATALOGUE. */
    List<Finding> findings(List<Party> parties);
}
