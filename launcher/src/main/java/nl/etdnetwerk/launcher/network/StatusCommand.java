package nl.etdnetwerk.launcher.network;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tells what runs. */
@Command(name = "status", description = "Tell what runs, where, and who the test persons are.", mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Option(names = "--json", description = "As JSON, with credentials of the test persons.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        StatusReport report = new StatusReport(new Network(netwerk.root(), netwerk.state()));
        if (json) {
            System.out.println(report.json());
        } else {
            report.print(System.out);
        }
        return report.allReady() ? 0 : 1;
    }
}
