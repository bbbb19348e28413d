package nl.etdnetwerk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.ServiceSettings.Backends;
import nl.etdnetwerk.plan.State;

/** A service that starts before what it needs: it waits, says for what, and needs nobody when it is there. */
class StartIT {

    @TempDir
    Path keys;
    private static State state;

    @BeforeAll
    static void up() throws IOException {
        state = NetworkUnderTest.get().state();
    }

    private void give(String file, Path source) throws IOException {
        // Into its place at once, as what is mounted in a container.
        Path whole = Files.copy(source, keys.resolve(file + ".new"));
        Files.move(whole, keys.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void serviceWhenKeysDatabaseAndBrokerComeLaterThenReadyByItselfWithALineForEach() throws Exception {
        int database = ServiceProcess.freePort();
        int broker = ServiceProcess.freePort();
        try (ServiceProcess hm = ServiceProcess.replica("hm", "hm-laat", keys, keys.resolve("ca.crt"),
                Backends.onThisMachine(database, broker),
                Map.of())) {
            hm.awaitLine("KEYS_MISSING " + keys.resolve("tls.crt"));
            for (String file : List.of("tls.crt", "tls.key")) {
                give(file, state.keys("hm").resolve(file));
            }
            hm.awaitLine("KEYS_MISSING " + keys.resolve("ca.crt"));
            give("ca.crt", state.caFile());
            hm.awaitLine("DATABASE_AWAY 127.0.0.1:" + database);
            try (Relay toDatabase = Relay.open(database, state.layout().postgresPort())) {
                hm.awaitReady();
                // A message, for which there is something to tell the broker.
                String address = "https://" + state.layout().service("hm").host() + ":" + hm.port();
                assertThat(NetworkUnderTest.agent().open(address + "/1.13/sso/redirect?SAMLRequest=AAAA").status()).isEqualTo(400);
                hm.awaitLine("TRACE_BROKER_AWAY");
                try (Relay toBroker = Relay.open(broker, state.layout().kafkaPort())) {
                    hm.awaitLine("TRACE_BROKER_BACK");
                }
            }
            for (String once : List.of("DATABASE_AWAY", "TRACE_BROKER_AWAY", "TRACE_BROKER_BACK")) {
                assertThat(hm.lines()).filteredOn(l -> l.contains(once)).as(once).hasSize(1);
            }
            assertThat(hm.lines()).noneMatch(l -> l.startsWith("\tat "));
        }
    }

    @Test
    void serviceWhenItTrustsAnotherRootThenNotReadyUntilItIsPutRight() throws Exception {
        Backends backends = Backends.onThisMachine(state.layout());
        for (String file : List.of("tls.crt", "tls.key")) {
            give(file, state.keys("hm").resolve(file));
        }
        // A root of a network of its own.
        TestPki.create(Instant.now()).write(keys.resolve("other"));
        give("ca.crt", keys.resolve("other/ca.crt"));
        Map<String, String> watching = Map.of("farewell.new-keys", keys.resolve("tls.crt") + "," + keys.resolve("ca.crt"));

        try (ServiceProcess hm = ServiceProcess.replica("hm", "hm-elders", keys, keys.resolve("ca.crt"), backends, watching)) {
            hm.awaitLine("not refreshed, ");
            assertThat(hm.isReady()).isFalse();
            Files.delete(keys.resolve("ca.crt"));
            give("ca.crt", state.caFile());
            assertThat(hm.awaitEnd()).isZero();
            assertThat(hm.lines()).filteredOn(l -> l.contains("NEW_KEYS")).hasSize(1);
            assertThat(hm.lines()).noneMatch(l -> l.startsWith("\tat "));
        }
        try (ServiceProcess hm = ServiceProcess.replica("hm", "hm-elders", keys, keys.resolve("ca.crt"), backends, watching)) {
            hm.awaitReady();
        }
    }
}
