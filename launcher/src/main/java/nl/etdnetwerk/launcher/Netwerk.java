package nl.etdnetwerk.launcher;

import java.net.ConnectException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import nl.etdnetwerk.launcher.cluster.KeysCommand;
import nl.etdnetwerk.launcher.demo.DemoCommand;
import nl.etdnetwerk.launcher.demo.SmokeCommand;
import nl.etdnetwerk.launcher.demo.TokenCommand;
import nl.etdnetwerk.launcher.demo.TrainCommand;
import nl.etdnetwerk.launcher.infra.InfrastructureCommand;
import nl.etdnetwerk.launcher.infra.KafkaCommand;
import nl.etdnetwerk.launcher.network.DownCommand;
import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.launcher.network.LogsCommand;
import nl.etdnetwerk.launcher.network.StatusCommand;
import nl.etdnetwerk.launcher.network.UpCommand;
import nl.etdnetwerk.launcher.party.PartyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The eTD network on one machine. */
@Command(name = "netwerk", mixinStandardHelpOptions = true, version = "0.1.0", description = "The eTD/MedMij network on one machine.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    UpCommand.class, DownCommand.class, StatusCommand.class, LogsCommand.class, DemoCommand.class, PartyCommand.class, TrainCommand.class,
    KeysCommand.class, SmokeCommand.class, TokenCommand.class,
    InfrastructureCommand.class, KafkaCommand.class}, footer = {"",
        "Beside these: netwerk benchmark (measure), netwerk load (log in at a network elsewhere while something is done to it) and netwerk soak (decryptions by the million); each has --help."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
            "0:done", "1:failed; the message says what",
            "2:wrong use"})
public final class Netwerk implements Runnable, Folders {

    @Option(names = "--root", scope = ScopeType.INHERIT, hidden = true, description = "Folder of the product.")
    private Path root = Path.of(System.getProperty("etd.root", "."));

    @Option(names = "--state", scope = ScopeType.INHERIT, description = "Folder for keys, data and logs (default: .netwerk).")
    private Path state;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Path root() {
        return root.toAbsolutePath().normalize();
    }

    @Override
    public Path state() {
        return (state == null ? root().resolve(".netwerk") : state).toAbsolutePath().normalize();
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** What went wrong, for who has nothing but this line. */
    private static String explained(Exception e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof ConnectException) {
            return "nobody answers there; ./netwerk up starts the network";
        } else if (e instanceof NoSuchFileException) {
            return text.contains("/.netwerk/") || text.endsWith("/ca.crt")
                    ? "there is no network here yet (" + text + "); ./netwerk up starts it"
                    : "there is no file " + text;
        } else if (e instanceof FileSystemException f) {
            return text + (f.getReason() == null ? ": " + e.getClass().getSimpleName() : "");
        }
        return e.getMessage() == null ? e.toString() : text;
    }

    /** Runs one command. */
    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Netwerk());
        command.setExecutionExceptionHandler((e, c, result) -> {
            System.err.println("netwerk: " + explained(e));
            if (System.getenv("NETWERK_DEBUG") != null) {
                e.printStackTrace();
            }
            return 1;
        });
        System.exit(command.execute(args));
    }
}
