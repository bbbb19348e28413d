package nl.etdnetwerk.useragent;

import java.io.IOException;
import java.time.Clock;

/** What a person does with the PGO, page by page. Written against what pages show, not against addresses of other services. */
public final class PgoVisit {

    private static final int STEPS = 12;
    private final UserAgent agent;
    private final String pgo;
    private final TestPerson person;
    private final Clock clock;

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

    /** Logs in with the PGO's own password and code. */
    public Page login() throws IOException {
        return agent.open(pgo + "/inloggen").form("/inloggen").set("gebruikersnaam", person.pgo().username())
                .set("wachtwoord", person.pgo().password())
                .set("code", person.pgo().code(clock.instant())).submit();
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
        Page page = first;
        for (int i = 0; i < STEPS && !page.isAt(pgo); i++) {
            String path = page.address().getPath();
            if (page.status() >= 400) {
                throw new IOException(page.address().getHost() + path + " answers " + page.status() + ": " + page.text());
            } else if (path.startsWith("/keuze/")) {
                page = (adEntityId.isEmpty() ? page.form("/keuze/") : page.form("/keuze/").set("ad", adEntityId)).press("actie", "kies");
            } else if (path.startsWith("/inloggen/")) {
                page = page.form("/inloggen/").set("gebruikersnaam", person.ad().username()).set("wachtwoord", person.ad().password())
                        .set("code", person.ad().code(clock.instant()))
                        .press("actie", "inloggen");
            } else if (path.startsWith("/welkom/")) {
                page = page.form("/welkom/").press("actie", "verder");
            } else if (path.startsWith("/toestemming/")) {
                page = page.form("/toestemming/").press("actie", "akkoord");
            } else {
                throw new IOException("unexpected page " + page.address() + ": " + page.text());
            }
        }
        return page;
    }
}
