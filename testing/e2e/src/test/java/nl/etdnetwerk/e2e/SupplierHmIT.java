package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** A supplier's HM in the place of the network's, by two commands: ADs, DVP and DVZA go through it without being told. */
class SupplierHmIT {

    private static SupplierProcess hm;

    @BeforeAll
    static void joins() throws Exception {
        NetworkUnderTest.get();
        hm = new SupplierProcess("leverancier-hm", "Leverancier Makelaar", "herkenningsmakelaar", "99990009000000000010");
        hm.start("/metadata");
        assertThat(SupplierDv.netwerk("party", "remove", Layout.standard().service("hm").entityId("HM"))).isZero();
        assertThat(SupplierDv.netwerk("party", "add", "--metadata", hm.service().publicUrl() + "/metadata")).isZero();
        hm.awaitReady();
    }

    @AfterAll
    static void leaves() throws IOException {
        try {
            assertThat(SupplierDv.netwerk("party", "remove", hm.service().entityId("HM"))).isZero();
            assertThat(SupplierDv.netwerk("party", "add", "--metadata", url("hm") + "/metadata")).isZero();
        } finally {
            hm.close();
        }
    }

    @Test
    void flowsWhenTheHmIsASuppliersThenAllThreeWorkThroughIt() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = visit(agent, "thijs", "ad-een");
        visit.login();
        assertThat(visit.link(entity("ad-een")).address().getPath()).isEqualTo("/");
        for (int variant : new int[]{1, 2}) {
            Page data = visit.collect("ggdnoord", variant, entity("ad-een"));
            assertThat(data.address()).hasToString(pgo() + "/gegevens");
            assertThat(data.text()).contains("ggdnoord: Vaccinaties");
        }
        assertThat(agent.visited()).anyMatch(u -> u.startsWith(hm.service().publicUrl() + "/1.13/sso/"))
                .noneMatch(u -> u.startsWith(url("hm")));
    }
}
