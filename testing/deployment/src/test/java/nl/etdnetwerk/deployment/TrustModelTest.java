package nl.etdnetwerk.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import nl.etdnetwerk.plan.Layout;

/**
 * The network policies against who has to speak with whom (architecture page 1 and 2): every conversation has to be allowed at both
 * ends, and no other is.
 */
class TrustModelTest {

    private static final String NAME = "app.kubernetes.io/name";
    private static final String OUTSIDE = "outside";
    private static final String ANYBODY = "anybody";
    private static final String DNS = "namespace {kubernetes.io/metadata.name=kube-system}:53";
    private static final Layout LAYOUT = Layout.inCluster("etd-netwerk.svc");
    private static final List<String> KEEPERS = List.of("stelselbeheer", "bsnk", "ad-een", "ad-twee", "hm", "dvp", "dvza");

    private static Set<String> expected() {
        Set<String> all = new TreeSet<>();
        // Artifacts are resolved at whoever issued them: requests of the HM by the AD, answers of the AD by the HM (saml.md 1.3).
        add(all, "hm", "ad-een", "ad-twee", "bsnk", "stelselbeheer");
        add(all, "ad-een", "bsnk", "hm", "stelselbeheer");
        add(all, "ad-twee", "bsnk", "hm", "stelselbeheer");
        add(all, "bsnk", "stelselbeheer");
        add(all, "dvp", "hm", "dvza", "stelselbeheer");
        add(all, "dvza", "hm", "stelselbeheer");
        // Metadata is fetched from the party that is registered.
        add(all, "stelselbeheer", "hm", "ad-een", "ad-twee", "dvp", "dvza");
        KEEPERS.forEach(k -> all.addAll(List.of(k + " -> postgres:5432", k + " -> kafka:9092")));
        return all;
    }

    private static void add(Set<String> all, String from, String... to) {
        for (String t : to) {
            all.add(from + " -> " + t + ":" + LAYOUT.service(t).port());
        }
    }

    /** Names of pods in a selector: by their name, or by whatever else they are chosen by; a selector without anything is every pod. */
    private static List<String> pods(LabelSelector selector) {
        List<String> all = new ArrayList<>();
        if (selector.getMatchLabels() != null) {
            selector.getMatchLabels().forEach((label, value) -> all.add(label.equals(NAME) ? value : label + "=" + value));
        }
        selector.getMatchExpressions().forEach(e -> {
            assertThat(e.getKey() + " " + e.getOperator()).isEqualTo(NAME + " In");
            all.addAll(e.getValues());
        });
        return all.isEmpty() ? List.of(ANYBODY) : all;
    }

    private static List<String> peers(List<NetworkPolicyPeer> peers) {
        return peers.isEmpty() ? List.of(ANYBODY) : peers.stream().flatMap(p -> peer(p).stream()).toList();
    }

    private static List<String> peer(NetworkPolicyPeer p) {
        if (p.getIpBlock() != null) {
            return List.of(OUTSIDE);
        }
        if (p.getNamespaceSelector() != null) {
            return List.of("namespace " + p.getNamespaceSelector().getMatchLabels());
        }
        return pods(p.getPodSelector());
    }

    private static Set<String> ports(List<NetworkPolicyPort> ports) {
        Set<String> all = new TreeSet<>();
        ports.forEach(p -> all.add(p.getEndPort() == null ? p.getPort().getValue().toString() : "range"));
        return all.isEmpty() ? Set.of("any") : all;
    }

    /** "from -> to:port" as the sender's policies allow it; what a policy leaves open is {@code anybody} or {@code any}. */
    private static Set<String> egress(Rendered r) {
        Set<String> all = new TreeSet<>();
        for (NetworkPolicy p : r.of(NetworkPolicy.class)) {
            pods(p.getSpec().getPodSelector()).forEach(from -> p.getSpec().getEgress().forEach(rule -> peers(rule.getTo())
                    .forEach(to -> ports(rule.getPorts()).forEach(port -> all.add(from + " -> " + to + ":" + port)))));
        }
        return all;
    }

    private static Set<String> ingress(Rendered r) {
        Set<String> all = new TreeSet<>();
        for (NetworkPolicy p : r.of(NetworkPolicy.class)) {
            pods(p.getSpec().getPodSelector()).forEach(to -> p.getSpec().getIngress().forEach(rule -> peers(rule.getFrom())
                    .forEach(from -> ports(rule.getPorts()).forEach(port -> all.add(from + " -> " + to + ":" + port)))));
        }
        return all;
    }

    /** Whoever has names to look up asks the cluster's DNS, by its port and nothing else. */
    private static Set<String> dns(Collection<String> from) {
        return from.stream().map(name -> name + " -> " + DNS).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, String... parts) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeIf(s -> List.of(parts).stream().anyMatch(s::contains));
        return rest;
    }

    @Test
    void everythingIsRefusedThatIsNotAllowed() throws IOException {
        NetworkPolicy deny = Rendered.overlay("ci").named(NetworkPolicy.class, "default-deny").orElseThrow();

        assertThat(deny.getSpec().getPodSelector().getMatchLabels()).isEmpty();
        assertThat(deny.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(deny.getSpec().getIngress()).isEmpty();
        assertThat(deny.getSpec().getEgress()).isEmpty();
    }

    @Test
    void eachConversationIsAllowedAtBothEndsAndNoOther() throws IOException {
        for (String overlay : List.of("ci", "kind")) {
            Rendered r = Rendered.overlay(overlay);
            Set<String> sent = new TreeSet<>(expected());
            sent.addAll(dns(KEEPERS));
            sent.addAll(dns(List.of("keys")));

            assertThat(without(egress(r), OUTSIDE)).as(overlay).isEqualTo(sent);
            assertThat(without(ingress(r), OUTSIDE)).as(overlay).isEqualTo(expected());
        }
    }

    @Test
    void outsideReachesWhatHasPagesOrIsForSuppliersAndNothingElse() throws IOException {
        Set<String> fromOutside = new TreeSet<>();
        for (String name : List.of("stelselbeheer", "decryptie", "ad-een", "ad-twee", "hm", "dvp", "dvza")) {
            fromOutside.add(OUTSIDE + " -> " + name + ":" + LAYOUT.service(name).port());
        }
        Set<String> found = new TreeSet<>(ingress(Rendered.overlay("ci")));
        found.removeIf(s -> !s.startsWith(OUTSIDE));

        assertThat(found).isEqualTo(fromOutside);
    }

    @Test
    void onlyTheKeyJobGoesOutside() throws IOException {
        Set<String> found = new TreeSet<>(egress(Rendered.overlay("ci")));
        found.removeIf(s -> !s.contains(OUTSIDE));

        assertThat(found).containsExactly("keys -> outside:16443", "keys -> outside:443", "keys -> outside:6443", "keys -> outside:8443");
    }

    @Test
    void dvpReachesNeitherBrpNorBsnk() throws IOException {
        Set<String> ofDvp = new TreeSet<>(egress(Rendered.overlay("ci")));
        ofDvp.removeIf(s -> !s.startsWith("dvp "));

        // The BRP is inside BSNk. The database server is one for all in these overlays: there each role can open its own database alone.
        assertThat(ofDvp).noneMatch(s -> s.contains("bsnk")).noneMatch(s -> s.contains("decryptie"));
        assertThat(ofDvp).containsExactlyInAnyOrder("dvp -> dvza:7447", "dvp -> hm:7445", "dvp -> stelselbeheer:7440",
                "dvp -> postgres:5432", "dvp -> kafka:9092", "dvp -> " + DNS);
    }

    /** Every choice of roles that suppliers take. */
    static Stream<Set<String>> suppliers() {
        List<String> roles = List.of("hm", "ad", "dvp", "dvza");
        return IntStream.range(1, 1 << roles.size()).mapToObj(chosen -> IntStream.range(0, roles.size()).filter(i -> (chosen & 1 << i) != 0)
                .mapToObj(roles::get).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("suppliers")
    void conversationsOfARoleThatASupplierTakesGoOutsideAndTheOthersStayAsTheyWere(Set<String> roles) throws IOException {
        Rendered r = Rendered.overlay("ci", roles.stream().map(role -> "supplier-" + role).toArray(String[]::new));
        Set<String> gone = roles.stream().flatMap(role -> role.equals("ad") ? Stream.of("ad-een", "ad-twee") : Stream.of(role))
                .collect(Collectors.toSet());
        Set<String> inside = new TreeSet<>();
        Set<String> out = new TreeSet<>();
        for (String conversation : expected()) {
            String from = conversation.substring(0, conversation.indexOf(' '));
            String to = conversation.substring(conversation.indexOf("-> ") + 3, conversation.indexOf(':'));
            if (gone.contains(to) && !gone.contains(from)) {
                out.addAll(List.of(from + " -> outside:443", from + " -> outside:8443"));
            } else if (!gone.contains(from)) {
                inside.add(conversation);
            }
        }

        // A rule that names a role that is not there is about nobody.
        String[] nobody = gone.stream().flatMap(role -> Stream.of(role + " -> ", "-> " + role + ":")).toArray(String[]::new);
        Set<String> egress = without(egress(r), nobody);
        egress.removeIf(s -> s.startsWith("keys ") || s.endsWith(DNS));
        assertThat(without(egress, OUTSIDE)).isEqualTo(inside);
        assertThat(egress).filteredOn(s -> s.contains(OUTSIDE)).containsExactlyInAnyOrderElementsOf(out);
        assertThat(without(without(ingress(r), nobody), OUTSIDE)).isEqualTo(inside);
        // BSNk is for ADs and the HM alone, from outside too.
        assertThat(ingress(r).contains("outside -> bsnk:7441")).isEqualTo(roles.contains("hm") || roles.contains("ad"));
    }

    @Test
    void decryptionComponentCallsNobody() throws IOException {
        assertThat(egress(Rendered.overlay("ci"))).noneMatch(s -> s.startsWith("decryptie "));
    }

    @Test
    void policiesOfHaAllowTheSameBetweenServicesAndWhatTheOperatorsNeed() throws IOException {
        Rendered ha = Rendered.overlay("ha");
        Set<String> sent = new TreeSet<>(expected());
        sent.addAll(dns(KEEPERS));
        sent.addAll(dns(List.of("keys")));
        String database = "cnpg.io/cluster=postgres";
        String brokers = "strimzi.io/cluster=etd";
        KEEPERS.forEach(k -> sent.addAll(List.of(k + " -> " + database + ":5432", k + " -> " + brokers + ":9092")));
        List.of("5432", "8000").forEach(port -> sent.add(database + " -> " + database + ":" + port));
        List.of("9090", "9091", "9092").forEach(port -> sent.add(brokers + " -> " + brokers + ":" + port));
        assertThat(without(egress(ha), OUTSIDE)).isEqualTo(sent);

        // Brokers have policies of their operator's for what comes in; the two services of the other overlays are not there.
        Set<String> received = without(expected(), "-> postgres:", "-> kafka:");
        KEEPERS.forEach(k -> received.add(k + " -> " + database + ":5432"));
        List.of("5432", "8000").forEach(port -> received.addAll(List.of(database + " -> " + database + ":" + port,
                "namespace {kubernetes.io/metadata.name=cnpg-system} -> " + database + ":" + port)));
        assertThat(without(ingress(ha), OUTSIDE)).isEqualTo(received);
        assertThat(egress(ha)).filteredOn(s -> s.contains(OUTSIDE) && !s.startsWith("keys ")).containsExactlyInAnyOrder(
                database + " -> outside:443", database + " -> outside:6443", database + " -> outside:8443", database + " -> outside:16443",
                database + " -> outside:53", brokers + " -> outside:53");
    }

    @Test
    void policyWhenItLeavesSomethingOpenThenTheTestSeesIt() {
        NetworkPolicy open = new NetworkPolicyBuilder().withNewMetadata().withName("open").endMetadata().withNewSpec().withNewPodSelector()
                .endPodSelector().addNewEgress().endEgress().addNewIngress().endIngress().endSpec().build();

        assertThat(egress(Rendered.of(open))).containsExactly("anybody -> anybody:any");
        assertThat(ingress(Rendered.of(open))).containsExactly("anybody -> anybody:any");
    }

    @Test
    void figuresAreForNamespacesWithTheLabelAndOnTheManagementPortOnly() throws IOException {
        NetworkPolicy metrics = Rendered.overlay("ci", "observability").named(NetworkPolicy.class, "metrics").orElseThrow();

        assertThat(metrics.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(metrics.getSpec().getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getFrom()).singleElement().satisfies(from -> {
                assertThat(from.getNamespaceSelector().getMatchLabels()).isEqualTo(Map.of("etd-netwerk.nl/metrics", "true"));
                assertThat(from.getIpBlock()).isNull();
            });
            assertThat(rule.getPorts()).singleElement().satisfies(p -> assertThat(p.getPort().getStrVal()).isEqualTo("management"));
        });
        assertThat(Rendered.overlay("ci").named(NetworkPolicy.class, "metrics")).isEmpty();
    }
}
