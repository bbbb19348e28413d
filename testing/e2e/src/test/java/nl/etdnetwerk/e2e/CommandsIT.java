package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The commands that somebody who runs the network types, and what a script reads of them. */
class CommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES = List.of("stelselbeheer", "bsnk", "decryptie", "ad-een", "ad-twee", "hm", "dvp", "dvza");

    /** What a command printed, and its exit code. */
    private record Printed(int code, String text) {}

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static Printed netwerk(String... command) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code = SupplierDv.netwerk(command);
            return new Printed(code, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> found = new ArrayList<>();
        list.forEach(n -> found.add(n.get(field).asText()));
        return found;
    }

    @Test
    void statusWhenAskedAsJsonThenEverythingAScriptNeeds() throws IOException {
        Printed printed = netwerk("status", "--json");
        JsonNode status = JSON.readTree(printed.text());

        assertThat(printed.code()).isZero();
        assertThat(texts(status.get("services"), "name")).containsAll(SERVICES);
        for (JsonNode service : status.get("services")) {
            assertThat(service.get("ready").asBoolean()).as(service.toString()).isTrue();
            assertThat(ProcessHandle.of(service.get("pid").asLong())).isPresent();
            assertThat(service.get("publicUrl").asText()).startsWith("https://");
            assertThat(service.get("internalUrl").asText()).startsWith("https://");
        }
        assertThat(Path.of(status.get("caFile").asText())).isRegularFile();
        assertThat(status.get("testPersons").size()).isGreaterThanOrEqualTo(12);
        JsonNode person = status.get("testPersons").get(0);
        assertThat(person.get("pgo").fieldNames()).toIterable().contains("username", "password", "totpSecret");
        assertThat(person.get("brp").get("bsn").asText()).matches("[0-9]{9}");
        assertThat(status.get("decryptionComponent").get("url").asText()).startsWith(url("decryptie"));
    }

    @Test
    void upWhenItRunsThenTheSameProcessesGoOn() throws IOException {
        List<String> before = texts(JSON.readTree(netwerk("status", "--json").text()).get("services"), "pid");

        assertThat(netwerk("up").code()).isZero();
        assertThat(texts(JSON.readTree(netwerk("status", "--json").text()).get("services"), "pid")).isEqualTo(before);
    }

    @Test
    void programsOfTheDatabaseWhenUnpackedThenOpenToTheOwnerOnly() throws IOException {
        Path folder = Path.of(System.getProperty("etd.root")).resolve("launcher/target/postgresql");
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(folder.resolve("complete")).isRegularFile();
    }

    @Test
    void downWhenItRanThenNoProcessIsLeftAndUpAgainHasTheSameState() throws Exception {
        List<Long> pids = new ArrayList<>();
        try (var files = Files.list(NetworkUnderTest.get().state().pidFile("hm").getParent())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pid")).toList()) {
                pids.add(Long.valueOf(Files.readString(file).trim().split("\\s")[0]));
            }
        }
        assertThat(pids).hasSizeGreaterThanOrEqualTo(SERVICES.size() + 1).allMatch(pid -> ProcessHandle.of(pid).isPresent());
        byte[] ca = Files.readAllBytes(NetworkUnderTest.get().state().caFile());
        long accounts = accounts();

        assertThat(netwerk("down").code()).isZero();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
        assertThat(netwerk("status").code()).isNotZero();
        assertThat(netwerk("down").code()).isZero();

        assertThat(netwerk("up").code()).isZero();
        assertThat(Files.readAllBytes(NetworkUnderTest.get().state().caFile())).isEqualTo(ca);
        assertThat(accounts()).isEqualTo(accounts).isGreaterThanOrEqualTo(12);
    }

    private static long accounts() throws Exception {
        try (Connection c = NetworkUnderTest.connect("dvp");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select count(*) from account")) {
            r.next();
            return r.getLong(1);
        }
    }

    @Test
    void logsWhenOfAServiceThenItsLinesAndOfNobodyAnError() throws IOException {
        assertThat(netwerk("logs", "hm")).satisfies(p -> {
            assertThat(p.code()).isZero();
            // The last lines of its log, and of no other's.
            assertThat(p.text()).containsAnyOf("herkenningsmakelaar", "urn:etoegang:HM:").doesNotContain("authenticatiedienst 0.1");
        });
        assertThat(netwerk("logs", "niemand").code()).isNotZero();
        assertThat(netwerk("onbekend").code()).isEqualTo(2);
    }

    @Test
    void demoWhenAskedAsJsonThenEveryStepOfTheThreeFlows() throws IOException {
        Path file = NetworkUnderTest.FOLDER.resolve("demo.json");
        Printed printed = netwerk("demo", "--json", file.toString());
        JsonNode demo = JSON.readTree(Files.readAllBytes(file));

        assertThat(printed.code()).as(printed.text()).isZero();
        assertThat(demo.get("readyMs").isNumber()).isTrue();
        assertThat(texts(demo.get("flows"), "id")).containsExactly("linking", "variant1", "variant2");
        for (JsonNode flow : demo.get("flows")) {
            assertThat(flow.get("ok").asBoolean()).isTrue();
            assertThat(flow.get("ms").asLong()).isPositive();
            for (JsonNode step : flow.get("steps")) {
                assertThat(step.fieldNames()).toIterable().contains("nr", "from", "to", "what", "evidence");
                assertThat(step.get("evidence").asText()).isNotBlank();
            }
        }
    }
}
