package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import javax.net.ssl.SSLContext;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** A test person at a browser of its own, logged in at its AD and linked to its PGO account. */
final class VirtualUser {

    private static final String AD = Layout.standard().service("ad-een").entityId("AD");
    private static final String PGO = Layout.standard().service("dvp").publicUrl();
    private final PgoVisit visit;
    private final String name;
    private String zorgaanbieder = "";

    /** Logs in with password and code, and links. */
    VirtualUser(SSLContext trusting, State.Person person) throws IOException {
        visit = new PgoVisit(new UserAgent(trusting), PGO, person.at("ad-een"), Clock.systemUTC());
        name = person.displayName();
        visit.login();
        require(visit.link(AD), PGO + "/?melding=gekoppeld");
    }

    private static void require(Page page, String address) throws IOException {
        if (!page.address().toString().equals(address)) {
            throw new IOException("ended at " + page.address() + " (" + page.status() + ") instead of " + address);
        }
    }

    /** AuthnRequest of the DVP until the decrypted pseudonym is in its session, with the AD session that exists. */
    void login() throws IOException {
        require(visit.loginWithEtd(AD), PGO + "/");
    }

    /** Looks for a zorgaanbieder that has data of this person. */
    boolean findsData() throws IOException {
        for (String candidate : List.of("huisartsdebron", "ziekenhuishetduin")) {
            if (visit.collect(candidate, 1, AD).isAt(PGO + "/gegevens")) {
                zorgaanbieder = candidate;
                return true;
            }
        }
        return false;
    }

    /** A whole collection: choice, authentication, consents, tokens, FHIR, shown in the PGO. */
    void collect(int variant) throws IOException {
        require(visit.collect(zorgaanbieder, variant, AD), PGO + "/gegevens");
    }

    @Override
    public String toString() {
        return name;
    }
}
