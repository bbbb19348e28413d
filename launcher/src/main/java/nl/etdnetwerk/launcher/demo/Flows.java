package nl.etdnetwerk.launcher.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** One person at a browser who links and collects in both ways. */
final class Flows {

    private final PgoVisit visit;
    private final String pgo;
    private final String ad;

    /** What a person does. */
    interface Walk {
        Page walk() throws IOException;
    }

    /**
     * A flow.
     *
     * @param id linking, variant1 or variant2
     * @param title for people
     * @param steps what has to be seen of it in the trace
     * @param end address it ends at when it went well
     */
    record Flow(String id, String title, List<Step> steps, String end, Walk walk) {

        /**
         * Walks it.
         *
         * @return what went wrong, or nothing
         */
        String problem() {
            try {
                Page page = walk.walk();
                return page.isAt(end) ? "" : "ended at " + page.address() + ": " + page.text();
            } catch (IOException e) {
                return e.getMessage() == null ? e.toString() : e.getMessage();
            }
        }
    }

    /** Of a person, with the means of the first AD. */
    Flows(Layout layout, UserAgent agent, State.Person person) {
        pgo = layout.service("dvp").publicUrl();
        ad = layout.service("ad-een").entityId("AD");
        visit = new PgoVisit(agent, pgo, person.at("ad-een"), Clock.systemUTC());
    }

    /** Logs in to the PGO, which every flow begins with. */
    void login() throws IOException {
        Page page = visit.login();
        if (page.status() != 200) {
            throw new IOException("login to the PGO failed: " + page.text());
        }
    }

    /** The three, in order. */
    List<Flow> all() {
        return List.of(
                new Flow("linking", "Stap 1: voorbereiding (koppelen)", Step.LINKING, pgo + "/?melding=gekoppeld", () -> visit.link(ad)),
                new Flow("variant1", "Variant 1: dienstbemiddeling DVP", Step.VARIANT1, pgo + "/gegevens",
                        () -> visit.collect("huisartsdebron", 1, ad)),
                new Flow("variant2", "Variant 2: dienstbemiddeling DVZA (SSO)", Step.VARIANT2, pgo + "/gegevens",
                        () -> visit.collect("ziekenhuishetduin", 2, ad)));
    }
}
