package nl.etdnetwerk.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** What {@code kubectl kustomize} makes of an overlay, with or without more components. */
final class Rendered {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path K8S = ROOT.resolve("deploy/k8s");
    private static final Map<String, Rendered> CACHE = new HashMap<>();
    private final List<HasMetadata> resources = new ArrayList<>();
    private final List<JsonNode> raw = new ArrayList<>();

    private Rendered(byte[] yaml) throws IOException {
        try (MappingIterator<JsonNode> documents = new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class)
                .readValues(new ByteArrayInputStream(yaml))) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                raw.add(document);
                resources.add(new KubernetesSerialization().unmarshal(document.toString()));
            }
        }
    }

    private Rendered() {}

    /** Resources that were not rendered. */
    static Rendered of(HasMetadata... made) {
        Rendered r = new Rendered();
        r.resources.addAll(List.of(made));
        return r;
    }

    static synchronized Rendered overlay(String overlay, String... components) throws IOException {
        String key = overlay + List.of(components);
        if (!CACHE.containsKey(key)) {
            CACHE.put(key, new Rendered(kustomize(overlay, components)));
        }
        return CACHE.get(key);
    }

    private static byte[] kustomize(String overlay, String... components) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/kustomize").toAbsolutePath().resolve(overlay + String.join("-", components)));
        StringBuilder text = new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ")
                .append(folder.relativize(K8S.resolve("overlays").resolve(overlay))).append('\n');
        if (components.length > 0) {
            text.append("components:\n");
            List.of(components)
                    .forEach(c -> text.append("  - ").append(folder.relativize(K8S.resolve("components").resolve(c))).append('\n'));
        }
        Files.writeString(folder.resolve("kustomization.yaml"), text);
        Process p;
        try {
            p = new ProcessBuilder("kubectl", "kustomize", folder.toString()).redirectError(folder.resolve("error.txt").toFile()).start();
        } catch (IOException e) {
            System.err.println("### SKIPPED: the manifests were not rendered, there is no kubectl ###");
            assumeTrue(false, "kubectl is needed");
            throw e;
        }
        byte[] yaml = p.getInputStream().readAllBytes();
        try {
            if (p.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("error.txt")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return yaml;
    }

    List<HasMetadata> all() {
        return resources;
    }

    /** As text, for what must not be anywhere. */
    List<JsonNode> raw() {
        return raw;
    }

    <T extends HasMetadata> List<T> of(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> Optional<T> named(Class<T> kind, String name) {
        return of(kind).stream().filter(r -> r.getMetadata().getName().equals(name)).findFirst();
    }

    /** Pods by the name of what makes them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        of(Deployment.class).forEach(d -> pods.put(d.getMetadata().getName(), d.getSpec().getTemplate()));
        of(StatefulSet.class).forEach(s -> pods.put(s.getMetadata().getName(), s.getSpec().getTemplate()));
        of(Job.class).forEach(j -> pods.put(j.getMetadata().getName(), j.getSpec().getTemplate()));
        return pods;
    }

    /** How many pods there are of one; of what says nothing, one. */
    int replicas(String name) {
        return named(Deployment.class, name).map(d -> d.getSpec().getReplicas()).orElse(1);
    }

    /** Environment of a container, that of its ConfigMaps included. */
    Map<String, String> environment(Container c) {
        Map<String, String> all = new TreeMap<>();
        c.getEnvFrom().forEach(from -> all.putAll(named(ConfigMap.class, from.getConfigMapRef().getName()).orElseThrow().getData()));
        c.getEnv().stream().filter(e -> e.getValue() != null).forEach(e -> all.put(e.getName(), e.getValue()));
        return all;
    }
}
