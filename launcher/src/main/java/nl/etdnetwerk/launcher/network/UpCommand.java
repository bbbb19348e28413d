package nl.etdnetwerk.launcher.network;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Starts the network. */
@Command(name = "up", description = "Start the network and wait until it is ready. Harmless when it runs already.", mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Override
    public Integer call() throws Exception {
        Network network = new Network(netwerk.root(), netwerk.state());
        long ms = network.up(System.out);
        System.out.printf("Het netwerk is gereed na %.1f s.%n%n", ms / 1000.0);
        new StatusReport(network).print(System.out);
        return 0;
    }
}
