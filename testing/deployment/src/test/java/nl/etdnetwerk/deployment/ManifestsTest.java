package nl.etdnetwerk.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;

/** Every overlay, with its components and with roles left to suppliers. */
class ManifestsTest {

    private static final String DOMAIN = "etd-netwerk.svc";
    private static final Layout LAYOUT = Layout.inCluster(DOMAIN);
    private static final long MEBIBYTE = 1024 * 1024;

    private static final List<String> COMPONENTS = List.of("replicas", "supplier-hm", "supplier-ad", "supplier-dvp", "supplier-dvza",
            "observability");

    /** Overlays ci and ha with every choice of components, kind, which is ci but for its images, with each and with all. */
    static Stream<Rendered> every() throws IOException {
        List<Rendered> all = new ArrayList<>();
        for (String overlay : List.of("ci", "kind", "ha")) {
            for (int chosen = 0; chosen < 1 << COMPONENTS.size(); chosen++) {
                int count = Integer.bitCount(chosen);
                if (overlay.equals("kind") && count > 1 && count < COMPONENTS.size()) {
                    continue;
                }
                List<String> components = new ArrayList<>();
                for (int i = 0; i < COMPONENTS.size(); i++) {
                    if ((chosen & 1 << i) != 0) {
                        components.add(COMPONENTS.get(i));
                    }
                }
                all.add(Rendered.overlay(overlay, components.toArray(String[]::new)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("every")
    void podsMayDoNothingMoreThanTheyNeed(Rendered r) {
        r.pods().forEach((name, pod) -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).as(name).isEqualTo(10001);
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).as(name).isEqualTo("RuntimeDefault");
            assertThat(spec.getAutomountServiceAccountToken()).as(name).isEqualTo(name.equals("keys"));
            assertThat(spec.getServiceAccountName()).as(name).isEqualTo(name);
            assertThat(List.of(Boolean.TRUE.equals(spec.getHostNetwork()), Boolean.TRUE.equals(spec.getHostPID()),
                    Boolean.TRUE.equals(spec.getHostIPC()))).as(name).containsOnly(false);
            assertThat(spec.getVolumes()).as(name).allSatisfy(v -> assertThat(v.getHostPath()).isNull());
            for (Container c : Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream()).toList()) {
                assertThat(c.getSecurityContext().getAllowPrivilegeEscalation()).as(name).isFalse();
                assertThat(c.getSecurityContext().getReadOnlyRootFilesystem()).as(name).isTrue();
                assertThat(c.getSecurityContext().getCapabilities().getDrop()).as(name).containsExactly("ALL");
                assertThat(c.getImage()).as(name).matches("etd-netwerk/[a-z]+:\\d+\\.\\d+\\.\\d+");
                assertThat(c.getResources().getRequests().keySet()).as(name).containsExactlyInAnyOrder("cpu", "memory");
                assertThat(c.getResources().getLimits().keySet()).as(name).containsExactlyInAnyOrder("cpu", "memory");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("every")
    void namespaceEnforcesTheRestrictedStandard(Rendered r) {
        assertThat(r.of(Namespace.class)).singleElement().satisfies(n -> assertThat(n.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
        assertThat(r.all()).filteredOn(x -> !(x instanceof Namespace)).allSatisfy(
                x -> assertThat(x.getMetadata().getNamespace()).as(x.getKind() + " " + x.getMetadata().getName()).isEqualTo("etd-netwerk"));
    }

    @ParameterizedTest
    @MethodSource("every")
    void servicesSayHowTheyAre(Rendered r) {
        for (Deployment d : r.of(Deployment.class)) {
            Container c = d.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertThat(c.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/started");
            assertThat(c.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
            assertThat(c.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
            String management = c.getPorts().stream().filter(p -> p.getName().equals("management")).findFirst().orElseThrow().getName();
            for (Probe probe : List.of(c.getStartupProbe(), c.getReadinessProbe(), c.getLivenessProbe())) {
                assertThat(probe.getHttpGet().getPort().getStrVal()).as(d.getMetadata().getName()).isEqualTo(management);
            }
        }
        for (StatefulSet set : r.of(StatefulSet.class)) {
            Container c = set.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertThat(List.of(c.getStartupProbe(), c.getReadinessProbe(), c.getLivenessProbe())).as(set.getMetadata().getName())
                    .doesNotContainNull();
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void keysJobReadsNoSecretsButItsOwn(Rendered r) {
        List<String> receivers = new ArrayList<>(List.of("keys", "postgres", "tester"));
        LAYOUT.services().forEach(s -> receivers.add(s.name()));
        LAYOUT.services().stream().filter(s -> !s.name().equals(Layout.DECRYPTION)).forEach(s -> receivers.add("role-" + s.name()));
        for (Role role : r.of(Role.class)) {
            assertThat(role.getRules()).allSatisfy(rule -> assertThat(rule.getResources()).containsExactly("secrets"));
            assertThat(role.getRules()).filteredOn(rule -> rule.getResourceNames().isEmpty())
                    .allSatisfy(rule -> assertThat(rule.getVerbs()).containsExactly("create"));
            assertThat(role.getRules()).filteredOn(rule -> !rule.getResourceNames().isEmpty()).singleElement().satisfies(rule -> {
                assertThat(rule.getVerbs()).containsExactly("get", "update");
                assertThat(rule.getResourceNames())
                        .containsExactlyInAnyOrderElementsOf(receivers.stream().map(n -> "etd-" + n).toList());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void nothingIsSecretInTheManifests(Rendered r) {
        assertThat(r.of(Secret.class)).isEmpty();
        for (JsonNode document : r.raw()) {
            assertThat(document.toString()).doesNotContain("PRIVATE KEY").doesNotContain("PASSWORD\"");
        }
        // Passwords and tokens come by files of a Secret: no setting has one, and no argument.
        for (ConfigMap map : r.of(ConfigMap.class)) {
            map.getData().forEach((name, value) -> assertThat(isSecret(name, value)).as(name).isFalse());
        }
        r.pods().forEach((name, pod) -> pod.getSpec().getContainers().forEach(c -> {
            assertThat(c.getEnv()).as(name).noneMatch(e -> isSecret(e.getName(), e.getValue()));
            assertThat(c.getArgs()).as(name).noneMatch(a -> isSecret(a, ""));
        }));
    }

    @ParameterizedTest
    @MethodSource("every")
    void settingsAreThoseOfThePlan(Rendered r) {
        for (Layout.Service s : LAYOUT.services()) {
            r.named(Deployment.class, s.name()).ifPresent(d -> {
                Container c = d.getSpec().getTemplate().getSpec().getContainers().get(0);
                Map<String, String> expected = new TreeMap<>();
                ServiceSettings
                        .of(LAYOUT, s, ServiceSettings.Places.inContainer(s), new ServiceSettings.Backends("postgres:5432", "kafka:9092"))
                        .forEach((name, value) -> expected.put(ServiceSettings.variable(name), value));
                Map<String, String> found = r.environment(c);
                // Where an operator's Kafka takes the place, its address is another.
                Set.of("ETD_KAFKA").stream().filter(n -> expected.containsKey(n) && found.containsKey(n))
                        .forEach(n -> expected.put(n, found.get(n)));
                // Answers go on while addresses are forgotten, and what was asked is answered before the pod is ended.
                assertThat(found.remove("QUARKUS_SHUTDOWN_DELAY")).as(s.name()).isEqualTo("6S");
                assertThat(d.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(6 + 10 + 5);
                found.keySet().removeIf(name -> name.startsWith("ETD_READY_WITHOUT_"));
                assertThat(found).as(s.name()).isEqualTo(expected);
                assertThat(c.getPorts()).extracting(p -> p.getContainerPort()).containsExactly(s.port(), s.managementPort());
                Service service = r.named(Service.class, s.name()).orElseThrow();
                assertThat(service.getSpec().getPorts()).singleElement().satisfies(p -> {
                    assertThat(p.getPort()).isEqualTo(s.port());
                    assertThat(p.getNodePort()).isIn(null, 23000 + s.port());
                });
                assertThat(d.getSpec().getTemplate().getSpec().getVolumes()).filteredOn(v -> v.getSecret() != null).singleElement()
                        .satisfies(v -> assertThat(v.getSecret().getSecretName()).isEqualTo("etd-" + s.name()));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void fieldsAreThoseOfTheKubernetesSchema(Rendered r) {
        for (HasMetadata resource : r.all()) {
            // Resources of operators have schemas of their own, which are not ours to have.
            if (!(resource instanceof GenericKubernetesResource)) {
                assertThat(UnknownFields.in(resource)).as(resource.getKind() + " " + resource.getMetadata().getName()).isEmpty();
            }
        }
    }

    @Test
    void fieldsWhenOneIsMisspelledThenFound() {
        Object pod = new KubernetesSerialization()
                .unmarshal("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: x, livenesProbe: {}}]}");

        assertThat(UnknownFields.in(pod)).containsExactly("spec.containers[0].livenesProbe");
    }

    @Test
    void memoryThatIsAskedForIsAtMostTwoGibibytesAlsoWhileTheKeysAreMade() throws IOException {
        assertThat(asked("memory", Rendered.overlay("ci"))).isBetween(1024L * MEBIBYTE, 2048L * MEBIBYTE);
    }

    /** A node of two processors keeps one for what a cluster itself asks, also with two of each. */
    @Test
    void processorThatIsAskedForIsAtMostOne() throws IOException {
        assertThat(asked("cpu", Rendered.overlay("ci", "replicas"))).isPositive().isLessThanOrEqualTo(1);
    }

    private static long asked(String resource, Rendered rendered) {
        return rendered.pods().entrySet().stream()
                .flatMap(p -> p.getValue().getSpec().getContainers().stream()
                        .map(c -> Quantity.getAmountInBytes(c.getResources().getRequests().get(resource))
                                .multiply(BigDecimal.valueOf(rendered.replicas(p.getKey())))))
                .reduce(BigDecimal.ZERO, BigDecimal::add).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    @Test
    void supplierComponentsSayWhatTheOthersAreReadyWithoutAlsoTogether() throws IOException {
        Map<String, String> without = Map.of("hm", "keys", "dvp", "oauthclientlist", "dvza", "zorgaanbiederslijst");
        Rendered all = Rendered.overlay("ci", "supplier-hm", "supplier-dvp", "supplier-dvza");
        Rendered none = Rendered.overlay("ci", "supplier-ad");
        for (Map.Entry<String, String> e : without.entrySet()) {
            String setting = "ETD_READY_WITHOUT_" + e.getKey().toUpperCase(Locale.ROOT);
            assertThat(all.environment(first(all, "ad-een"))).containsEntry(setting, e.getValue());
            Rendered one = Rendered.overlay("ci", "supplier-" + e.getKey());
            assertThat(one.environment(first(one, "ad-een"))).containsEntry(setting, e.getValue());
            assertThat(none.environment(first(none, "hm"))).doesNotContainKey(setting);
        }
    }

    /** By its name, unless it only tells which file has it. */
    private static boolean isSecret(String name, String value) {
        return name.toLowerCase(Locale.ROOT).matches(".*(password|passwd|secret|token|credential|private).*")
                && (value == null || !value.startsWith("/"));
    }

    private static Container first(Rendered r, String deployment) {
        return r.named(Deployment.class, deployment).orElseThrow().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    @Test
    void supplierLeavesOneRoleOut() throws IOException {
        Map<String, List<String>> left = Map.of("hm", List.of("hm"), "ad", List.of("ad-een", "ad-twee"), "dvp", List.of("dvp"), "dvza",
                List.of("dvza"));
        for (Map.Entry<String, List<String>> e : left.entrySet()) {
            Set<String> names = LAYOUT.services().stream().map(Layout.Service::name).collect(Collectors.toCollection(TreeSet::new));
            names.removeAll(e.getValue());
            assertThat(Rendered.overlay("ci", "supplier-" + e.getKey()).of(Deployment.class)).extracting(d -> d.getMetadata().getName())
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void haHasTwoOfEverythingThatMayNotBeAwayTogether() throws IOException {
        Rendered ha = Rendered.overlay("ha");

        assertThat(ha.of(Deployment.class)).hasSize(8).allSatisfy(d -> {
            String name = d.getMetadata().getName();
            assertThat(d.getSpec().getReplicas()).as(name).isEqualTo(2);
            assertThat(d.getSpec().getTemplate().getSpec().getTopologySpreadConstraints()).as(name).hasSize(1);
            assertThat(ha.named(PodDisruptionBudget.class, name).orElseThrow().getSpec().getMinAvailable().getIntVal()).isEqualTo(1);
        });
        assertThat(ha.all()).extracting(x -> x.getKind() + "/" + x.getMetadata().getName()).contains("Cluster/postgres", "Kafka/etd")
                .doesNotContain("StatefulSet/postgres", "StatefulSet/kafka");
    }
}
