package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.person;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.TestPerson;
import nl.etdnetwerk.useragent.UserAgent;

/** A supplier's AD beside those of the network: BSNk activates for it, the HM offers it, and its means does what those of the others do. */
class SupplierAdIT {

    private static SupplierProcess ad;

    @BeforeAll
    static void joins() throws Exception {
        NetworkUnderTest.get();
        ad = new SupplierProcess("leverancier-ad", "Leverancier Inloggen", "authenticatiedienst", "99990009000000000011");
        ad.start("/metadata");
        assertThat(SupplierDv.netwerk("party", "add", "--metadata", ad.service().publicUrl() + "/metadata")).isZero();
        ad.awaitReady();
    }

    @AfterAll
    static void leaves() throws IOException {
        try {
            assertThat(SupplierDv.netwerk("party", "remove", ad.service().entityId("AD"))).isZero();
        } finally {
            ad.close();
        }
    }

    @Test
    void flowsWhenTheAdIsASuppliersThenAllThreeWorkWithAMeansOfIt() throws Exception {
        State.Person thijs = person("thijs");
        Page done = Enrolment.application(ad.service().publicUrl(), thijs, "thijs-leverancier").submit();
        TestPerson means = new TestPerson(thijs.displayName(), thijs.pgo(), Enrolment.means(done, "thijs-leverancier"));
        UserAgent agent = agent();
        PgoVisit visit = new PgoVisit(agent, pgo(), means, Clock.systemUTC());
        String entity = ad.service().entityId("AD");
        visit.login();

        assertThat(visit.link(entity).address()).hasToString(pgo() + "/?melding=gekoppeld");
        for (int variant : new int[]{1, 2}) {
            Page data = visit.collect("ggdnoord", variant, entity);
            assertThat(data.address()).hasToString(pgo() + "/gegevens");
            assertThat(data.text()).contains("ggdnoord: Vaccinaties");
        }
        assertThat(agent.visited()).anyMatch(u -> u.startsWith(ad.service().publicUrl() + "/inloggen/"));
        // The same person to the PGO as with a means of another AD.
        Page home = visit(agent(), "thijs", "ad-een").loginWithEtd(entity("ad-een"));
        assertThat(home.title()).isEqualTo("Mijn overzicht");
        assertThat(home.text()).contains("U bent ingelogd als " + thijs.pgo().username(), "Gekoppeld middel van");
    }
}
