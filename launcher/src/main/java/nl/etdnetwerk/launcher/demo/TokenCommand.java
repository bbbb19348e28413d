package nl.etdnetwerk.launcher.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.plan.DecryptionTokens;
import nl.etdnetwerk.plan.Handout;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints a token for the decryption component, of the network here or of one in containers. */
@Command(name = "token", description = "Print a bearer token for the decryption component, good for half a day.", mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Option(names = "--given", paramLabel = "DIR", description = "Folder with what a network in containers gives its tester (default: the network of this folder).")
    private Path given;

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        System.out.println(given == null
                ? new State(netwerk.state(), Layout.standard(), clock).decryptionToken()
                : DecryptionTokens.create(given.resolve(Handout.TOKEN_ISSUER_KEY), clock.instant()));
        return 0;
    }
}
