package nl.etdnetwerk.launcher.network;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Stops the network. */
@Command(name = "down", description = "Stop the network. Keys and data stay for the next start.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Override
    public Integer call() throws Exception {
        new Network(netwerk.root(), netwerk.state()).down();
        Training.stopLeftOver(netwerk.root());
        System.out.println("Het netwerk is gestopt.");
        return 0;
    }
}
