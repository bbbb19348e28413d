package nl.etdnetwerk.launcher.party;

import java.nio.file.Path;

import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.launcher.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Brings a supplier's party into the running network, and takes one out. */
@Command(name = "party", description = "Add, list and remove parties, and make keys for one.", mixinStandardHelpOptions = true, subcommands = {
    AddCommand.class, ListCommand.class, RemoveCommand.class, PartyKeysCommand.class})
public final class PartyCommand implements Runnable {

    @ParentCommand
    private Folders netwerk;
    @Spec
    private CommandSpec spec;
    @Option(names = "--keys", paramLabel = "DIR", description = "Ask with tls.key, tls.crt and ca.crt of this folder in place of the key of the local network: a party's own, or the operator's of a network elsewhere.")
    private Path own;
    @Option(names = "--at", paramLabel = "URL", description = "Address of stelselbeheer (default: of the local network).")
    private String at;

    /** Stelselbeheer as these options say. */
    Stelselbeheer stelselbeheer() {
        return new Stelselbeheer(new Network(netwerk.root(), netwerk.state()), own, at);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
