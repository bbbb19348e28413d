package nl.etdnetwerk.launcher.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.UserAgent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Walks the three flows through a network that somebody else started: in containers, or on Kubernetes. */
@Command(name = "smoke", description = "Walk linking, variant 1 and variant 2 through a network in containers or on Kubernetes, from outside.", mixinStandardHelpOptions = true)
public final class SmokeCommand implements Callable<Integer> {

    private static final long POLL_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Option(names = "--given", required = true, paramLabel = "DIR", description = "Folder with ca.crt and persons.json, as the network gave them.")
    private Path given;

    private static final int SHOWN = 60;

    @Option(names = "--person", description = "Which test person, by number from 0; the zorgaanbieder of the flows has data of 0 and 1 (default: ${DEFAULT-VALUE}).")
    private int number;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "How long to try until a person can link (default: ${DEFAULT-VALUE}).")
    private int wait = 120;

    @Option(names = "--repeat", description = "How often to collect, to see it go on while something else is done to the network (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Override
    public Integer call() throws Exception {
        State.Person person = State.persons(given.resolve("persons.json")).get(number);
        Flows flows = linked(person);
        List<Flows.Flow> collecting = flows.all().subList(1, flows.all().size());
        boolean ok = true;
        for (int i = 0; i < repeat; i++) {
            for (Flows.Flow flow : collecting) {
                ok &= walk(flow).isEmpty();
            }
        }
        System.out.println(ok ? "De drie stromen werken." : "NIET alle stromen werken.");
        return ok ? 0 : 1;
    }

    /** The first flow, tried again while the network is still starting. */
    private Flows linked(State.Person person) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
        while (true) {
            Flows flows = new Flows(Layout.standard(), new UserAgent(State.tls(null, given.resolve("ca.crt"))), person);
            String problem;
            try {
                flows.login();
                problem = walkWhenItWorks(flows.all().get(0));
            } catch (IOException e) {
                problem = e.getMessage() == null ? e.toString() : e.getMessage();
            }
            if (problem.isEmpty()) {
                return flows;
            }
            if (System.nanoTime() > until) {
                throw new IOException("nobody can link after " + wait + " s: " + problem);
            }
            // The end of a page says which code it is about.
            System.out.println("  nog niet klaar: " + problem.substring(Math.max(0, problem.length() - SHOWN)).strip());
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** That somebody cannot link yet is no failure while the network is starting. */
    private static String walkWhenItWorks(Flows.Flow flow) {
        long start = System.nanoTime();
        String problem = flow.problem();
        if (problem.isEmpty()) {
            print(flow, start, problem);
        }
        return problem;
    }

    private static String walk(Flows.Flow flow) {
        long start = System.nanoTime();
        String problem = flow.problem();
        print(flow, start, problem);
        return problem;
    }

    private static void print(Flows.Flow flow, long start, String problem) {
        System.out.printf("  %-7s %s (%d ms)%n", problem.isEmpty() ? "goed" : "MISLUKT", flow.title(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        if (!problem.isEmpty()) {
            System.out.println("          " + problem);
        }
    }
}
