package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.time.Clock;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** A browser that fills in the pages of the network by their forms. */
public final class NetworkVisitor {

    private final UserAgent agent;
    private final Layout layout;
    private State.Person person;
    private String ad = "ad-een";
    private String entityId;

    NetworkVisitor(UserAgent agent, Layout layout, State.Person person) {
        this.agent = agent;
        this.layout = layout;
        this.person = person;
        this.entityId = layout.service(ad).entityId("AD");
    }

    /** Who is at the browser. */
    public NetworkVisitor as(State.Person someone) {
        person = someone;
        return this;
    }

    /** Which of our ADs is chosen: ad-een (the default) or ad-twee. */
    public NetworkVisitor at(String service) {
        ad = service;
        entityId = layout.service(service).entityId("AD");
        return this;
    }

    /**
     * A supplier's AD is chosen. Its pages are the supplier's: a walk that is to end at its address leaves the rest to the test.
     *
     * @param adEntityId its entity ID
     */
    public NetworkVisitor atSuppliers(String adEntityId) {
        entityId = adEntityId;
        return this;
    }

    /** The browser itself. */
    public UserAgent agent() {
        return agent;
    }

    /** Everything that a person does in our PGO: log in, link, collect. */
    public PgoVisit pgo() {
        return new PgoVisit(agent, layout.service("dvp").publicUrl(), person.at(ad), Clock.systemUTC());
    }

    /** Our PGO, logged in with password and code. */
    public PgoVisit login(State.Person someone) throws IOException {
        as(someone);
        PgoVisit visit = pgo();
        Page page = visit.login();
        if (page.status() != 200) {
            throw new IOException("login to the PGO failed: " + page.text());
        }
        return visit;
    }

    /**
     * Opens an address of a supplier's product that begins a login, chooses the AD, logs in there, consents, and goes on until
     * back at the supplier.
     *
     * @param start address to open
     * @param end how the address begins that it ends at
     */
    public Page loginThrough(String start, String end) throws IOException {
        return pgo().walkTo(agent.open(start), entityId, end);
    }
}
