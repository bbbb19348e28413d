package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import nl.etdnetwerk.plan.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts logins on a network that runs elsewhere while a command does something to it, and counts the logins that were lost. */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Log in over and over at a network that runs elsewhere, while a command does something to it.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:no login was lost and the command succeeded", "1:a login was lost, or the command failed", "2:wrong use"})
public final class RollingUpdate implements Callable<Integer> {

    /** Heading of the part of the performance page that this command writes. */
    static final String HEADING = "\n## While services are replaced\n";
    private static final long AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Option(names = "--given", required = true, description = "Folder with persons.json and ca.crt of the network.")
    private Path given;

    @Option(names = "--users", description = "Virtual users at once, at most the number of test persons (default: ${DEFAULT-VALUE}).")
    private int users = 4;

    @Option(names = "--while", required = true, paramLabel = "COMMAND", description = "What to do meanwhile, for the shell; logins go on until it has ended.")
    private String command;

    @Option(names = "--title", description = "What the command does, for the page (default: the command).")
    private String title;

    @Option(names = "--out", description = "Performance page to add a line to.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        List<VirtualUser> all = new ArrayList<>();
        List<State.Person> persons = State.persons(given.resolve("persons.json"));
        for (State.Person p : persons.subList(0, Math.min(users, persons.size()))) {
            all.add(new VirtualUser(State.tls(null, given.resolve("ca.crt")), p));
        }
        System.out.println("  " + all.size() + " personen ingelogd en gekoppeld; nu: " + command);
        Process during = new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start();
        Load.Result result = Load.run(all.stream().<Load.Action>map(u -> u::login).toList(), new Until(during)::goesOn);
        String line = String.format(Locale.ROOT, "| %s | %s | %d | %.0f | %d | %.1f | %.0f | %.0f | %d |", LocalDate.now(),
                title == null ? command : title, all.size(), result.seconds(), result.times().size(), result.perSecond(),
                result.percentile(0.5), result.percentile(1), result.failures());
        System.out.println(line);
        if (out != null) {
            add(line);
        }
        if (during.exitValue() != 0) {
            System.err.println("load: the command ended with " + during.exitValue());
        }
        return result.failures() == 0 && during.exitValue() == 0 ? 0 : 1;
    }

    /** A little longer than a process lives, so that what it left behind is seen too. */
    private static final class Until {

        private final Process process;
        private volatile long ended;

        Until(Process process) {
            this.process = process;
        }

        boolean goesOn() {
            if (process.isAlive()) {
                return true;
            }
            if (ended == 0) {
                ended = System.nanoTime();
            }
            return System.nanoTime() - ended < AFTER_NANOS;
        }
    }

    private void add(String line) throws IOException {
        String page = Files.exists(out) ? Files.readString(out) : "";
        if (!page.contains(HEADING)) {
            page += HEADING
                    + "\nWritten by `./netwerk load`: logins without pauses at a network on Kubernetes while a command does something to it"
                    + " (deploy/k8s/rolling-update).\nMilliseconds for a login, consent included; a login that does not end in the PGO's session is lost.\n\n"
                    + "| date | what | users | seconds | logins | per second | p50 | longest | lost |\n|---|---|---|---|---|---|---|---|---|\n";
        }
        Files.writeString(out, page + line + "\n");
    }

    /** The part of a page that this command wrote, so that another one that writes the page keeps it. */
    static String keptFrom(Path page) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "";
        return text.contains(HEADING) ? text.substring(text.indexOf(HEADING)) : "";
    }

    /** Runs it. */
    public static void main(String[] args) {
        Program.run("load", new RollingUpdate(), args);
    }
}
