package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A supplier's DVZA that serves one zorgaanbieder, with an OIN of its own for each. */
final class SupplierDvza implements AutoCloseable {

    static final String ENTITY_ID = "urn:etoegang:DV:99990009000000000031:entities:9001";
    private static final String SERVER_OIN = "99990009000000000030";
    private static final String ZORGAANBIEDER_OIN = "99990009000000000031";
    private final String zorgaanbieder;
    private final SupplierProcess process;

    /** Starts it. */
    SupplierDvza(String zorgaanbieder, List<String> gegevensdiensten) throws Exception {
        this.zorgaanbieder = zorgaanbieder;
        process = new SupplierProcess("leverancier-dvza", "Leverancier DVZA", "dvza", SERVER_OIN);
        process.keys("zorgaanbieder", ZORGAANBIEDER_OIN);
        Files.writeString(process.folder().resolve("zorgaanbieders.json"), "[{\"naam\":\"" + zorgaanbieder + "\",\"oin\":\""
                + ZORGAANBIEDER_OIN + "\",\"keysDir\":\"zorgaanbieder\",\"gegevensdiensten\":[\"" + String.join("\",\"", gegevensdiensten)
                + "\"]}]");
        process.start("/metadata/" + zorgaanbieder);
    }

    /** Takes the place of the network's own zorgaanbieder of this name, in two commands, and waits until it has its keys. */
    void takeTheSeat(String ownEntityId, List<String> gegevensdiensten) throws IOException {
        assertThat(SupplierDv.netwerk("party", "remove", ownEntityId)).isZero();
        assertThat(SupplierDv.netwerk(registration(publicUrl(), process.service().host(), gegevensdiensten))).isZero();
        process.awaitReady();
    }

    /** The command that registers a zorgaanbieder of this name at an address. */
    String[] registration(String url, String host, List<String> gegevensdiensten) {
        List<String> command = new ArrayList<>(List.of("party", "add", "--metadata", url + "/metadata/" + zorgaanbieder, "--host", host,
                "--zorgaanbieder", zorgaanbieder + "@medmij", "--authorization", url + "/auth", "--token", url + "/token", "--fhir-stu3",
                url + "/fhir/" + zorgaanbieder + "/stu3", "--fhir-r4", url + "/fhir/" + zorgaanbieder + "/r4", "--bsn"));
        gegevensdiensten.forEach(g -> command.addAll(List.of("--gegevensdienst", g)));
        return command.toArray(new String[0]);
    }

    /** Gives the seat back to the network's own. */
    void giveTheSeatBack(List<String> gegevensdiensten) throws IOException {
        assertThat(SupplierDv.netwerk("party", "remove", ENTITY_ID)).isZero();
        assertThat(SupplierDv.netwerk(registration(url("dvza"), "dvza.localhost", gegevensdiensten))).isZero();
    }

    /** Address for browsers. */
    String publicUrl() {
        return process.service().publicUrl();
    }

    @Override
    public void close() {
        process.close();
    }
}
