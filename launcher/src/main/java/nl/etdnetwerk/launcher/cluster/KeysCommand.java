package nl.etdnetwerk.launcher.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.plan.Handout;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes the keys of a network in containers and hands each service its own. */
@Command(name = "keys", description = "Make the keys, passwords and test persons of a network in containers, and hand each service what is its own. What is there already stays as it is.", mixinStandardHelpOptions = true)
public final class KeysCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Destination destination;

    @Option(names = "--cluster", paramLabel = "DOMAIN", description = "Domain under which services find each other, for example etd-netwerk.svc; without it they use the public names.")
    private String cluster;

    @Option(names = "--renew", description = "Make new keys for all services, under the same CA. Passwords and test persons stay.")
    private boolean renew;

    /** Where it goes: one of two. */
    static final class Destination {

        @Option(names = "--out", paramLabel = "DIR", description = "A folder for each service comes in here, beside postgres (passwords of roles) and tester (CA certificate, test persons).")
        private Path out;

        @Option(names = "--kubernetes", description = "Secrets etd-NAME in the namespace this runs in (ETD_NAMESPACE); Secret etd-keys keeps the whole.")
        private boolean kubernetes;
    }

    @Override
    public Integer call() throws Exception {
        Layout layout = cluster == null ? Layout.standard() : Layout.inCluster(cluster);
        State state = new State(netwerk.state(), layout, Clock.systemUTC());
        if (destination.kubernetes) {
            // That folder is emptied: it must not be the one that a network on this machine keeps.
            inCluster(new State(netwerk.state().resolve("cluster"), layout, Clock.systemUTC()));
        } else {
            if (renew) {
                state.forgetKeys();
            }
            state.prepare();
            new Handout(state).write(destination.out);
            System.out.println("Sleutels en testpersonen liggen klaar in " + destination.out + ".");
        }
        return 0;
    }

    private void inCluster(State state) throws IOException {
        String namespace = Optional.ofNullable(System.getenv("ETD_NAMESPACE"))
                .orElseThrow(() -> new CommandLine.ParameterException(spec.commandLine(), "--kubernetes needs ETD_NAMESPACE"));
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            new ClusterSecrets(client, namespace, state).bringUpToDate(renew).forEach(name -> System.out.println("Secret " + name));
        }
    }
}
