package nl.etdnetwerk.dvp.link;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import nl.etdnetwerk.dvp.metadata.Dienstverlener;
import nl.etdnetwerk.kit.page.BrowserSession;

/** What the DVP remembers of a login with eTD in order to end it again: the transient name, never the pseudonym. */
@RequestScoped
public class EtdSession {

    private static final String NAME_ID = "nameId";
    private static final String SESSION_INDEX = "sessionIndex";
    private final BrowserSession session;
    private final Dienstverlener dienstverlener;

    /** On the browser session. */
    public EtdSession(BrowserSession session, Dienstverlener dienstverlener) {
        this.session = session;
        this.dienstverlener = dienstverlener;
    }

    /** Notes that the person authenticated with eTD in this browser, for whatever purpose: the AD now has a session. */
    void note(String nameId, Optional<String> sessionIndex) {
        Map<String, String> attributes = new HashMap<>(Map.of(NAME_ID, nameId));
        sessionIndex.ifPresent(i -> attributes.put(SESSION_INDEX, i));
        session.set(attributes);
    }

    /** Where to send the browser to log out of eTD too; empty when nobody authenticated with eTD in this session. */
    public Optional<String> logoutUrl() {
        return session.get(NAME_ID).flatMap(name -> dienstverlener.saml().logout(name, session.get(SESSION_INDEX)));
    }
}
