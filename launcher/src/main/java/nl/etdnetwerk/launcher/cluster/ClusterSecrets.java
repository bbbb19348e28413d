package nl.etdnetwerk.launcher.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import nl.etdnetwerk.plan.Handout;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/**
 * Keys as Secrets. One Secret, {@code etd-keys}, holds everything that was made and is created as a whole: whoever comes second, or
 * again after being broken off, takes what is there. From it follows a Secret for each service with what is its own, so that a
 * service whose Secret is not there yet simply waits to be started. Names of files have "--" for "/".
 */
final class ClusterSecrets {

    /** The Secret with the whole. */
    static final String WHOLE = "etd-keys";
    private static final String PREFIX = "etd-";
    private static final String SLASH = "--";
    private final KubernetesClient client;
    private final String namespace;
    private final State state;

    /**
     * For a namespace.
     *
     * @param state in a folder that is emptied and filled
     */
    ClusterSecrets(KubernetesClient client, String namespace, State state) {
        this.client = client;
        this.namespace = namespace;
        this.state = state;
    }

    /**
     * Makes what is missing.
     *
     * @param renew whether all services get new keys
     * @return names of the Secrets
     */
    List<String> bringUpToDate(boolean renew) throws IOException {
        // What an attempt that was broken off left behind is not looked at.
        state.delete();
        Secret whole = secret(WHOLE).get();
        if (whole == null) {
            state.prepare();
            whole = createOrTakeOther();
        }
        unpack(whole);
        if (renew) {
            state.forgetKeys();
        }
        state.prepare();
        Map<String, String> now = pack();
        if (!now.equals(whole.getData())) {
            // The version that was read goes along: of two that change it at once, one fails and tries again.
            whole.setData(now);
            client.resource(whole).update();
        }
        List<String> names = new ArrayList<>(List.of(WHOLE));
        for (Map.Entry<String, Map<String, byte[]>> receiver : new Handout(state).files().entrySet()) {
            names.add(write(PREFIX + receiver.getKey(), "Opaque", receiver.getValue()));
        }
        for (Layout.Service s : state.layout().services()) {
            if (!s.name().equals(Layout.DECRYPTION)) {
                names.add(write(PREFIX + "role-" + s.name(), "kubernetes.io/basic-auth",
                        Map.of("username", s.database().getBytes(StandardCharsets.UTF_8), "password",
                                state.databasePassword(s.database()).getBytes(StandardCharsets.UTF_8))));
            }
        }
        return names;
    }

    private Secret createOrTakeOther() throws IOException {
        try {
            return client.resource(secretOf(WHOLE, "Opaque", pack())).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            state.delete();
            return secret(WHOLE).require();
        }
    }

    private Resource<Secret> secret(String name) {
        return client.secrets().inNamespace(namespace).withName(name);
    }

    private String write(String name, String type, Map<String, byte[]> files) {
        Map<String, String> data = new TreeMap<>();
        files.forEach((path, content) -> data.put(path.replace("/", SLASH), Base64.getEncoder().encodeToString(content)));
        Secret there = secret(name).get();
        if (there == null) {
            client.resource(secretOf(name, type, data)).create();
        } else if (!data.equals(there.getData())) {
            there.setData(data);
            client.resource(there).update();
        }
        return name;
    }

    private Secret secretOf(String name, String type, Map<String, String> data) {
        return new SecretBuilder().withNewMetadata().withName(name).withNamespace(namespace).addToLabels("app.kubernetes.io/part-of",
                "etd-netwerk").endMetadata().withType(type).withData(data).build();
    }

    private Map<String, String> pack() throws IOException {
        Map<String, String> data = new TreeMap<>();
        try (var files = Files.walk(state.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                data.put(state.folder().relativize(file).toString().replace("/", SLASH),
                        Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        return data;
    }

    private void unpack(Secret whole) throws IOException {
        for (Map.Entry<String, String> file : whole.getData().entrySet()) {
            Path target = state.folder().resolve(file.getKey().replace(SLASH, "/")).normalize();
            if (!target.startsWith(state.folder())) {
                throw new IOException("Secret " + WHOLE + " names a file outside its folder");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, Base64.getDecoder().decode(file.getValue()));
        }
    }
}
