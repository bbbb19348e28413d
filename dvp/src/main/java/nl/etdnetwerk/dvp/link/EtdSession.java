package nl.etdnetwerk.dvp.link;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import nl.etdnetwerk.dvp.metadata.Dienstverlener;
import nl.etdnetwerk.kit.page.BrowserSession;

/** What the DVP remembers of a login with eTD in order to end it again: the transient name, never the pseudonym. */
@RequestScoped
public class EtdSession {

    static final String NAME_ID = "nameId";
    static final String SESSION_INDEX = "sessionIndex";
    private final BrowserSession session;
    private final Dienstverlener dienstverlener;

    /** On the browser session. */
    public EtdSession(BrowserSession session, Dienstverlener dienstverlener) {
        this.session = session;
        this.dienstverlener = dienstverlener;
    }

    /** Where to send the browser to log out of eTD too; empty when this session did not begin with eTD. */
    public Optional<String> logoutUrl() {
        return session.get(NAME_ID).flatMap(name -> dienstverlener.saml().logout(name, session.get(SESSION_INDEX)));
    }
}
