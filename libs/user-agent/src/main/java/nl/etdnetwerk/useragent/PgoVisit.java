package nl.etdnetwerk.useragent;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** What a person does with the PGO, page by page. Written against what pages show, not against addresses of other services. */
public final class PgoVisit {

    private static final int STEPS = 12;
    private static final long CODE_SECONDS = 30;
    private static final String LASTING = "blijvend";
    private final UserAgent agent;
    private final String pgo;
    private final TestPerson person;
    private final Clock clock;
    private boolean lasting;

    /**
     * A visit.
     *
     * @param pgo public address of the DVP
     */
    public PgoVisit(UserAgent agent, String pgo, TestPerson person, Clock clock) {
        this.agent = agent;
        this.pgo = pgo;
        this.person = person;
        this.clock = clock;
    }

    /** From now on ticks the box of a lasting consent where a page has one. */
    public PgoVisit lasting() {
        lasting = true;
        return this;
    }

    /** Logs in with the PGO's own password and code. */
    public Page login() throws IOException {
        return fillIn(agent.open(pgo + "/inloggen"), "/inloggen", person.pgo());
    }

    /**
     * Fills in a login form. A code works once: when this one was used a moment ago the next is tried, and when that was used too, the
     * one after it as soon as the app shows it, as by a person who waits.
     */
    public Page fillIn(Page page, String action, TestPerson.Credentials c) throws IOException {
        Page answer = page;
        for (int attempt = 0; attempt < 3 && (attempt == 0 || answer.status() == 401); attempt++) {
            if (attempt == 2) {
                awaitNextCode();
            }
            answer = answer.form(action).set("gebruikersnaam", c.username()).set("wachtwoord", c.password())
                    .set("code", c.code(clock.instant().plusSeconds(attempt == 0 ? 0 : CODE_SECONDS))).press("actie", "inloggen");
        }
        return answer;
    }

    private void awaitNextCode() {
        long next = (clock.instant().getEpochSecond() / CODE_SECONDS + 1) * CODE_SECONDS;
        while (clock.instant().getEpochSecond() < next) {
            LockSupport.parkUntil(next * 1000);
        }
    }

    /** Step 1: links a means, choosing the AD with this name or the first one. */
    public Page link(String adEntityId) throws IOException {
        return walk(agent.open(pgo + "/").form("/koppelen").submit(), adEntityId);
    }

    /** Logs in to the PGO with eTD. */
    public Page loginWithEtd(String adEntityId) throws IOException {
        return walk(agent.open(pgo + "/inloggen/etd"), adEntityId);
    }

    /** Variant 1 or 2: collects everything a zorgaanbieder offers. */
    public Page collect(String zorgaanbieder, int variant, String adEntityId) throws IOException {
        Page choice = agent.open(pgo + "/verzamelen?zoek=" + zorgaanbieder).follow("/verzamelen/" + zorgaanbieder);
        return walk(choice.form("/verzamelen/").set("variant", Integer.toString(variant)).submit(), adEntityId);
    }

    /** Goes through whatever pages come, agreeing to all, until back at the PGO. */
    public Page walk(Page first, String adEntityId) throws IOException {
        return walkTo(first, adEntityId, pgo);
    }

    /** The same, until at another address: that of a service provider other than the PGO. */
    public Page walkTo(Page first, String adEntityId, String end) throws IOException {
        Page page = first;
        for (int i = 0; i < STEPS && !page.isAt(end); i++) {
            String path = page.address().getPath();
            if (page.status() >= 400) {
                throw new IOException(page.address().getHost() + path + " answers " + page.status() + ": " + page.text());
            } else if (path.startsWith("/keuze/")) {
                page = (adEntityId.isEmpty() ? page.form("/keuze/") : page.form("/keuze/").set("ad", adEntityId)).press("actie", "kies");
            } else if (path.startsWith("/inloggen/")) {
                page = fillIn(page, "/inloggen/", person.ad());
            } else if (path.startsWith("/welkom/")) {
                page = page.form("/welkom/").press("actie", "verder");
            } else if (path.startsWith("/toestemming/")) {
                Form consent = page.form("/toestemming/");
                consent.options(LASTING).stream().filter(v -> lasting).forEach(v -> consent.set(LASTING, v));
                page = consent.press("actie", "akkoord");
            } else if (path.startsWith("/einde/")) {
                page = page.form("/einde/").submit();
            } else {
                throw new IOException("unexpected page " + page.address() + ": " + page.text());
            }
        }
        return page;
    }
}
