package nl.etdnetwerk.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/** Against a server that keeps what it is given, as the API server does. */
@EnableKubernetesMockClient(crud = true)
class ClusterSecretsTest {

    private static final String NAMESPACE = "etd-netwerk";
    @TempDir
    private Path folder;
    private KubernetesClient client;

    private ClusterSecrets job(String name) {
        return new ClusterSecrets(client, NAMESPACE,
                new State(folder.resolve(name), Layout.inCluster("etd-netwerk.svc"), Clock.systemUTC()));
    }

    private Map<String, String> data(String name) {
        Secret s = client.secrets().inNamespace(NAMESPACE).withName(name).get();
        return s == null ? Map.of() : s.getData();
    }

    @Test
    void firstRunGivesEachServiceItsOwn() throws IOException {
        job("one").bringUpToDate(false);

        assertThat(data("etd-hm").keySet()).containsExactlyInAnyOrder("tls.key", "tls.crt", "ca.crt", "database.properties", "environment");
        assertThat(data("etd-dvza").keySet()).contains("za--huisartsdebron--tls.key", "zorgaanbieders.json").doesNotContain("ca--tls.key");
        assertThat(data("etd-stelselbeheer").keySet()).contains("ca--tls.key", "parties.json");
        assertThat(data("etd-decryptie").keySet()).containsExactlyInAnyOrder("tls.key", "tls.crt", "ca.crt", "token-issuer.pem",
                "environment");
        assertThat(data("etd-tester").keySet()).containsExactlyInAnyOrder("persons.json", "ca.crt", "token-issuer.key");
        assertThat(new String(Base64.getDecoder().decode(data("etd-role-dvp").get("username")), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("dvp");
        assertThat(data("etd-role-ad-een").get("password")).isEqualTo(data("etd-postgres").get("ad_een"));
    }

    @Test
    void secondRunChangesNothing() throws IOException {
        job("one").bringUpToDate(false);
        Map<String, String> whole = data(ClusterSecrets.WHOLE);
        Map<String, String> hm = data("etd-hm");

        job("two").bringUpToDate(false);

        assertThat(data(ClusterSecrets.WHOLE)).isEqualTo(whole);
        assertThat(data("etd-hm")).isEqualTo(hm);
    }

    @Test
    void runAfterOneThatWasBrokenOffFinishesWithTheSameKeys() throws IOException {
        job("one").bringUpToDate(false);
        Map<String, String> dvp = data("etd-dvp");
        client.secrets().inNamespace(NAMESPACE).withName("etd-dvp").delete();

        job("two").bringUpToDate(false);

        assertThat(data("etd-dvp")).isEqualTo(dvp).isNotEmpty();
    }

    @Test
    void renewalGivesNewKeysUnderTheSameAuthority() throws IOException {
        job("one").bringUpToDate(false);
        Map<String, String> before = data("etd-hm");

        job("two").bringUpToDate(true);

        assertThat(data("etd-hm").get("tls.key")).isNotEqualTo(before.get("tls.key"));
        assertThat(data("etd-hm").get("ca.crt")).isEqualTo(before.get("ca.crt"));
        assertThat(data("etd-hm").get("database.properties")).isEqualTo(before.get("database.properties"));
    }
}
