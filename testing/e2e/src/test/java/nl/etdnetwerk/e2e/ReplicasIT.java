package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** Two processes of the HM behind one name, on one database: one login goes through both, and what is used at one is used at the other. */
class ReplicasIT {

    private static Layout.Service hm;
    private static int port;
    private static ServiceProcess second;
    private static SupplierDv dv;

    @BeforeAll
    static void up() throws Exception {
        NetworkUnderTest.get();
        // Before the second HM, whose first publication then has it: the command waits for those of the network only.
        dv = SupplierDv.joined("99990009000000000061", "Dienstverlener met twee makelaars", "loa3");
        hm = Layout.standard().service("hm");
        State state = NetworkUnderTest.get().state();
        second = ServiceProcess.replica("hm", "hm-2", state.keys("hm"), state.caFile(),
                ServiceSettings.Backends.onThisMachine(state.layout()),
                Map.of());
        port = second.port();
        second.awaitReady();
    }

    @AfterAll
    static void down() {
        if (dv != null) {
            dv.close();
        }
        if (second != null) {
            second.close();
        }
    }

    private static String atSecond(String url) {
        return url.replace(":" + hm.port() + "/", ":" + port + "/");
    }

    @Test
    void loginWhenEachStepIsAtAnotherReplicaThenItSucceeds() throws Exception {
        UserAgent agent = agent();
        Page choice = agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA3));
        assertThat(choice.address().getPort()).isEqualTo(hm.port());

        // The request came in at the first; the choice is made at the second, and the AD fetches its request from the first.
        Page elsewhere = agent.open(atSecond(choice.address().toString()));
        assertThat(elsewhere.title()).isEqualTo(choice.title());
        Page end = login(agent, elsewhere);
        assertThat(agent.visited()).anyMatch(u -> u.startsWith("https://" + hm.host() + ":" + port + "/keuze/"));
        dv.route(ReplicasIT::atSecond);
        Validated<Response> answer = dv.answer(end, LevelOfAssurance.LOA3);
        assertThat(dv.pseudonym(answer.valid().orElseThrow())).hasSize(170);

        // Fetched at the second, gone at the first.
        dv.route(u -> u);
        assertThatThrownBy(() -> dv.answer(end, LevelOfAssurance.LOA3)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void requestWhenSentToBothThenTheSecondTimeItIsAReplay() throws Exception {
        String request = dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA3);

        assertThat(agent().open(request).address().getPath()).startsWith("/keuze/");
        Page again = agent().open(atSecond(request));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).contains("REQUEST_REPLAYED");
    }

    private static Page login(UserAgent agent, Page choice) throws Exception {
        PgoVisit visit = visit(agent, "sanne", "ad-twee");
        Page login = choice.form("/keuze/").set("ad", entity("ad-twee")).press("actie", "kies");
        Page consent = visit.fillIn(login, "/inloggen/", NetworkUnderTest.person("sanne").ads().get("ad-twee"));
        return consent.form("/toestemming/").press("actie", "akkoord");
    }
}
