package nl.etdnetwerk.launcher.network;

import java.util.concurrent.Callable;

import nl.etdnetwerk.plan.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows a log. */
@Command(name = "logs", description = "Show the last lines of a service's log.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Parameters(paramLabel = "NAME", description = "Service, or infrastructuur.")
    private String name;

    @Option(names = "-n", description = "Number of lines (default: ${DEFAULT-VALUE}).")
    private int lines = 50;

    @Override
    public Integer call() throws Exception {
        if (!name.equals(Processes.INFRASTRUCTURE)) {
            Layout.standard().service(name);
        }
        System.out.println(new Network(netwerk.root(), netwerk.state()).tail(name, lines));
        return 0;
    }
}
