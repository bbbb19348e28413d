package nl.etdnetwerk.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;

/** compose.yaml against the plan: the same addresses and settings as {@code ./netwerk}. */
class ComposeTest {

    private static final Layout LAYOUT = Layout.at(Layout.DEFAULT_BASE);

    private static JsonNode compose() throws IOException {
        Object tree = new Yaml(new LoaderOptions()).load(Files.readString(Rendered.ROOT.resolve("deploy/compose.yaml")));
        return new ObjectMapper().valueToTree(tree);
    }

    @Test
    void settingsAreThoseOfThePlan() throws IOException {
        for (Layout.Service s : LAYOUT.services()) {
            JsonNode service = compose().path("services").path(s.name());
            Map<String, String> expected = new TreeMap<>();
            ServiceSettings
                    .of(LAYOUT, s, ServiceSettings.Places.inContainer(s), new ServiceSettings.Backends("postgres:5432", "kafka:9092"))
                    .forEach((name, value) -> expected.put(ServiceSettings.variable(name), value));
            Map<String, String> found = new TreeMap<>();
            service.get("environment").fields().forEachRemaining(e -> found.put(e.getKey(), e.getValue().asText()));

            assertThat(found).as(s.name()).isEqualTo(expected);
            assertThat(service.get("ports").get(0).asText()).isEqualTo("127.0.0.1:" + s.port() + ":" + s.port());
            assertThat(service.at("/networks/default/aliases/0").asText()).isEqualTo(s.host());
            assertThat(service.get("volumes").get(0).asText()).isEqualTo("given-" + s.name() + ":/etc/etd:ro");
        }
    }

    @Test
    void containersMayDoNothingMoreThanTheyNeed() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        compose().path("services").fields().forEachRemaining(e -> {
            names.add(e.getKey());
            assertThat(e.getValue().path("read_only").asBoolean()).as(e.getKey()).isTrue();
            assertThat(e.getValue().at("/cap_drop/0").asText()).as(e.getKey()).isEqualTo("ALL");
            assertThat(e.getValue().at("/security_opt/0").asText()).as(e.getKey()).isEqualTo("no-new-privileges:true");
            assertThat(e.getValue().path("image").asText()).as(e.getKey())
                    .matches(Pattern.quote("${ETD_IMAGE_PREFIX:-etd-netwerk}/") + "[a-z]+" + Pattern.quote(":${ETD_TAG:-0.1.0}"));
        });
        assertThat(names).hasSize(11);
    }

    @Test
    void everyServiceThatStaysIsAskedWhetherItIsReady() throws IOException {
        compose().path("services").fields().forEachRemaining(e -> {
            String asked = e.getValue().at("/healthcheck/test").toString();
            switch (e.getKey()) {
                case "keys" -> assertThat(e.getValue().has("healthcheck")).isFalse();
                case "postgres" -> assertThat(asked).contains("pg_isready");
                case "kafka" -> assertThat(asked).contains("/dev/tcp/127.0.0.1/9092");
                default -> assertThat(asked).as(e.getKey()).contains("/dev/tcp/127.0.0.1/", "GET /health/ready ", "= 200");
            }
        });
    }
}
