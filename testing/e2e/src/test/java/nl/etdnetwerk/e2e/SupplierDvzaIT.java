package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** A supplier's DVZA in the place of one of the network's zorgaanbieders, by two commands. */
class SupplierDvzaIT {

    private static final String NAME = "wijkzorgdelinde";
    private static final String OWN = "urn:etoegang:DV:99990001000000000034:entities:9001";
    private static final List<String> GEGEVENSDIENSTEN = List.of("48", "51");
    private static SupplierDvza dvza;

    @BeforeAll
    static void joins() throws Exception {
        NetworkUnderTest.get();
        dvza = new SupplierDvza(NAME, GEGEVENSDIENSTEN);
        dvza.takeTheSeat(OWN, GEGEVENSDIENSTEN);
    }

    @AfterAll
    static void leaves() throws IOException {
        try {
            dvza.giveTheSeatBack(List.of("48", "49", "51", "63"));
        } finally {
            dvza.close();
        }
    }

    @Test
    void collectWhenTheDvzaIsASuppliersThenBothVariantsBringItsData() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = visit(agent, "roos", "ad-een");
        visit.login();
        visit.link(entity("ad-een"));

        for (int variant : new int[]{1, 2}) {
            Page data = visit.collect(NAME, variant, entity("ad-een"));
            assertThat(data.address()).hasToString(pgo() + "/gegevens");
            assertThat(data.text()).contains(NAME + ": Basisgegevens Zorg", "Roos");
        }
        assertThat(agent.visited()).anyMatch(u -> u.startsWith(dvza.publicUrl() + "/auth"))
                .noneMatch(u -> u.startsWith(url("dvza")));
    }

    @Test
    void addWhenANameIsAnothersOrAnAddressIsMissingThenRefusedAndTheListsStayUsable() throws IOException {
        String metadata = url("dvza") + "/metadata/" + NAME;
        // The network's own wijkzorgdelinde while the supplier has its seat, and again without an address for FHIR R4.
        assertThat(SupplierDv.netwerk(dvza.registration(url("dvza"), "dvza.localhost", GEGEVENSDIENSTEN))).isEqualTo(1);
        assertThat(SupplierDv.netwerk("party", "add", "--metadata", metadata, "--host", "dvza.localhost", "--zorgaanbieder",
                "nieuw@medmij", "--gegevensdienst", "63", "--authorization", url("dvza") + "/auth", "--token", url("dvza") + "/token"))
                .isEqualTo(1);
        // An address that the ZAL cannot have: a port, and not under .localhost.
        assertThat(SupplierDv.netwerk("party", "add", "--metadata", metadata, "--host", "dvza.localhost", "--zorgaanbieder",
                "nieuw@medmij", "--gegevensdienst", "63", "--authorization", "https://dvza.example:8443/auth", "--token",
                url("dvza") + "/token", "--fhir-r4", url("dvza") + "/fhir/x/r4")).isEqualTo(1);
    }
}
