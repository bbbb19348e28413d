package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/** What runs and how to use it. */
public final class StatusReport {

    private final Network network;

    /** Of a network. */
    public StatusReport(Network network) {
        this.network = network;
    }

    /** Whether every service is ready. */
    public boolean allReady() {
        return network.layout().services().stream().allMatch(network.processes()::isReady);
    }

    /** Services with addresses, process ids and readiness. */
    public List<Map<String, Object>> services() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Layout.Service s : network.layout().services()) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("name", s.name());
            m.put("publicUrl", s.publicUrl());
            m.put("internalUrl", s.internalUrl());
            m.put("pid", network.processes().find(s.name()).map(ProcessHandle::pid).orElse(null));
            m.put("ready", network.processes().isReady(s));
            list.add(m);
        }
        return list;
    }

    /** Everything, as JSON. */
    public String json() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("services", services());
        all.put("caFile", network.state().caFile().toString());
        all.put("hostsFile", network.state().hostsFile().toString());
        all.put("postgres", "127.0.0.1:" + network.layout().postgresPort());
        all.put("kafka", "127.0.0.1:" + network.layout().kafkaPort());
        Map<String, Object> decryption = new LinkedHashMap<>();
        decryption.put("url", network.layout().service(Layout.DECRYPTION).internalUrl() + "/pep-crypto/api/v1");
        decryption.put("clientCertificate", "any of " + network.state().file("keys") + "/*, or one of netwerk party keys");
        if (Files.exists(network.state().keys(State.TOKEN_ISSUER))) {
            decryption.put("bearerToken", network.state().decryptionToken());
        }
        decryption.put("schemeKeys", network.layout().service("bsnk").internalUrl() + "/scheme-keys");
        all.put("decryptionComponent", decryption);
        List<Map<String, Object>> persons = new ArrayList<>();
        if (Files.exists(network.state().file("persons.json"))) {
            for (State.Person p : network.state().persons()) {
                Map<String, Object> m = new LinkedHashMap<>();
                m.put("name", p.displayName());
                m.put("pgo", p.pgo());
                m.put("ads", p.ads());
                m.put("brp", Map.of("bsn", p.bsn(), "documentType", p.documentType(), "documentNumber", p.documentNumber(), "dateOfBirth",
                        p.dateOfBirth()));
                persons.add(m);
            }
        }
        all.put("testPersons", persons);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /** For people. */
    public void print(PrintStream out) throws IOException {
        out.printf("%-15s %-36s %-8s %s%n", "dienst", "adres", "pid", "gereed");
        for (Map<String, Object> s : services()) {
            out.printf("%-15s %-36s %-8s %s%n", s.get("name"), s.get("publicUrl"), s.get("pid") == null ? "-" : s.get("pid"),
                    Boolean.TRUE.equals(s.get("ready")) ? "ja" : "nee");
        }
        out.println("\nCA-certificaat: " + network.state().caFile());
        if (Files.exists(network.state().file("persons.json"))) {
            out.println("\nTestpersonen (wachtwoorden en TOTP-geheimen: netwerk status --json)");
            for (State.Person p : network.state().persons()) {
                out.printf("  %-22s PGO en AD: %-10s middelen: %s%n", p.displayName(), p.pgo().username(),
                        String.join(", ", p.ads().keySet()));
            }
        }
    }
}
