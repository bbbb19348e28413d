package nl.etdnetwerk.launcher.party;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Adds a party or replaces the one with the same entity ID. */
@Command(name = "add", description = "Add a party; prints every finding on its metadata and exits with 1 when there are any. Ends when all services know the party.", mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "metadata";
    private static final String HTTPS = "https://";
    private static final int SERVICE_PARTS = 4;
    private static final int OK = 200;
    private static final int WITH_FINDINGS = 422;

    @ParentCommand
    private PartyCommand party;
    @Spec
    private CommandSpec spec;
    @Option(names = "--metadata", required = true, description = "File or https URL with the party's signed SAML metadata.")
    private String metadata;
    @Option(names = "--host", description = "Its MedMij hostname, for the whitelist; may be given more than once.")
    private List<String> hosts = List.of();
    @Option(names = "--dvp", description = "It is a PGO server with this organisation name; its client id is the first --host.")
    private String dvp;
    @Option(names = "--zorgaanbieder", description = "It is the zorgaanbieder with this name, with @medmij.")
    private String zorgaanbieder;
    @Option(names = "--name", description = "It is another service provider, with this name; its services are given with --service.")
    private String name;
    @Option(names = "--service", paramLabel = "INDEX:NAME:LOA:TYPE[+TYPE]", description = "A service of its own, for example 9001:Inloggen:loa3:PseudoID; types: BSN, PseudoID, Pseudo, and Pseudo-1.9 for a service of framework version 1.11; may be given more than once.")
    private List<String> services = List.of();
    @Option(names = "--level", description = "Least level of assurance: loa1 - loa4 (default: ${DEFAULT-VALUE}).", defaultValue = "loa3")
    private String level;
    @Option(names = "--gegevensdienst", description = "Id of a gegevensdienst of the zorgaanbieder; may be given more than once.")
    private List<String> gegevensdiensten = List.of();
    @Option(names = "--authorization", description = "Authorization endpoint of the zorgaanbieder.", defaultValue = "")
    private String authorization;
    @Option(names = "--token", description = "Token endpoint of the zorgaanbieder.", defaultValue = "")
    private String token;
    @Option(names = "--fhir-stu3", description = "FHIR STU3 address of the zorgaanbieder.", defaultValue = "")
    private String stu3;
    @Option(names = "--fhir-r4", description = "FHIR R4 address of the zorgaanbieder.", defaultValue = "")
    private String r4;
    @Option(names = "--bsn", description = "Put it on the authorisation list BSN.")
    private boolean bsn;

    @Override
    public Integer call() throws IOException {
        Stelselbeheer stelselbeheer = party.stelselbeheer();
        Map<String, Object> registration = registration();
        List<String> texts = new ArrayList<>(KnownNames.ofThisMachine(hosts));
        texts.add(JSON.writeValueAsString(registration));
        // Its endpoints may have other names than the place it is fetched from.
        texts.add(isAddress() ? stelselbeheer.served(metadata) : String.valueOf(registration.get(METADATA)));
        stelselbeheer.findable(texts);
        HttpResponse<String> answer = stelselbeheer.call("POST", "/api/parties", JSON.writeValueAsString(registration),
                Set.of(OK, WITH_FINDINGS));
        JsonNode outcome = JSON.readTree(answer.body());
        for (JsonNode f : outcome.get("findings")) {
            System.out.printf("%s (%s) bij %s%n  verwacht: %s%n  gevonden: %s%n", f.get("code").asText(), f.get("clause").asText(),
                    f.get("location").asText(), f.get("expected").asText(),
                    f.get("found").asText());
        }
        if (answer.statusCode() != OK) {
            System.out.println("Niet toegelaten.");
            return 1;
        }
        System.out.println("Toegelaten: " + outcome.get("entityId").asText());
        return stelselbeheer.awaitSpread() ? 0 : 1;
    }

    private boolean isAddress() {
        return metadata.startsWith(HTTPS);
    }

    private Map<String, Object> registration() throws IOException {
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put(isAddress() ? "metadataUrl" : METADATA, isAddress() ? metadata : Files.readString(Path.of(metadata)));
        registration.put("hostnames", hosts);
        registration.put("bsnAuthorised", bsn);
        registration.put("diensten", services.stream().map(this::service).toList());
        if (name != null) {
            registration.put("organisatienaam", name);
        }
        if (dvp != null) {
            registration.put("dvp",
                    Map.of("organisatienaam", dvp, "clientHostname", hosts.isEmpty() ? "" : hosts.get(0), "minimumLevel", level));
        }
        if (zorgaanbieder != null) {
            registration.put("zorgaanbieder",
                    Map.of("naam", zorgaanbieder, "minimumLevel", level, "authorizationEndpoint", authorization, "tokenEndpoint", token,
                            "resourceEndpoints", Map.of("3.0", stu3, "4.0", r4), "gegevensdiensten", gegevensdiensten));
        }
        return registration;
    }

    private Map<String, Object> service(String text) {
        String[] parts = text.split(":", SERVICE_PARTS);
        if (parts.length != SERVICE_PARTS || !parts[0].matches("[0-9]{1,4}")) {
            throw new ParameterException(spec.commandLine(), "--service is INDEX:NAME:LOA:TYPE[+TYPE], not " + text);
        }
        return Map.of("index", Integer.parseInt(parts[0]), "naam", parts[1], "minimumLevel", parts[2], "identifierTypes",
                List.of(parts[3].split("[+]")));
    }
}
