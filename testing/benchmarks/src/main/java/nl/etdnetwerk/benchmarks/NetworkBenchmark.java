package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.openjdk.jmh.runner.RunnerException;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.plan.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a network of its own, in a folder of its own, and writes what it found. */
@Command(name = "benchmark", mixinStandardHelpOptions = true, description = "Measure start, memory, logins and flows per second, and the curve. Takes about ten minutes; the network must not be running on the same ports.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:measured", "1:something failed; the message says what", "2:wrong use"})
public final class NetworkBenchmark implements Callable<Integer> {

    private static final int STEADY_ROUNDS = 4;
    private static final double STEADY_GAIN = 1.02;

    @Option(names = "--root", hidden = true)
    private Path root = Path.of(System.getProperty("etd.root", "."));

    @Option(names = "--seconds", description = "Length of each load measurement (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(names = "--warm-up", description = "Longest warm-up in seconds; it ends earlier when logins get no faster (default: ${DEFAULT-VALUE}).")
    private int warmUp = 420;

    @Option(names = "--users", description = "Virtual users at once, at most the number of test persons (default: ${DEFAULT-VALUE}).")
    private int users = 10;

    @Option(names = "--skip-curve", description = "Leave out the JMH figures.")
    private boolean skipCurve;

    @Option(names = "--attach", description = "Put the load on the network that runs, instead of starting one for the measurement.")
    private boolean attach;

    @Option(names = "--out", description = "Markdown file to write (default: docs/performance.md of the product; nothing with --attach or --skip-curve).")
    private Path out;

    @Option(names = "--print-only", description = "Print the page and write nothing.")
    private boolean printOnly;

    @Override
    public Integer call() throws Exception {
        Path product = root.toAbsolutePath().normalize();
        Path folder = product.resolve("testing/benchmarks/target/network");
        Report report = new Report(users, seconds);
        if (attach) {
            Network running = new Network(product, product.resolve(".netwerk"));
            load(running, report);
            report.memory("after the load below", PerProcess.memory(running));
        } else {
            own(new Network(product, folder), report);
        }
        Map<String, Double> curve = skipCurve ? Map.of() : curve();
        String text = report.markdown(curve);
        System.out.println(text);
        // A part of the measurement does not replace the page of a whole one.
        if (!printOnly && (out != null || !attach && !skipCurve)) {
            Path page = out == null ? product.resolve("docs/performance.md") : out;
            Files.writeString(page, text + RollingUpdate.keptFrom(page));
            System.out.println("  geschreven: " + page);
        }
        return 0;
    }

    private void own(Network network, Report report) throws IOException {
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream());
        // A run that was broken off may have left its processes.
        network.down();
        network.state().delete();
        try {
            say("eerste start, met sleutels en databases maken");
            report.start("first start: keys, databases and enrolments are made", network.up(quiet));
            network.down();
            say("volgende start");
            report.start("later start", network.up(quiet));
            report.memory("after start", PerProcess.memory(network));
            load(network, report);
            report.memory("after the load below", PerProcess.memory(network));
        } finally {
            network.down();
        }
    }

    private void load(Network network, Report report) throws IOException {
        List<VirtualUser> all = new ArrayList<>();
        for (State.Person p : network.state().persons().subList(0, Math.min(users, network.state().persons().size()))) {
            all.add(new VirtualUser(network.state().tls(null), p));
        }
        warmUp(all, report);
        say("inloggen");
        Map<String, Long> before = PerProcess.processorTime(network);
        Load.Result logins = Load.run(actions(all, VirtualUser::login), Duration.ofSeconds(seconds));
        report.load("login", logins);
        Map<String, Long> spent = PerProcess.processorTime(network);
        spent.replaceAll((name, ms) -> ms - before.getOrDefault(name, 0L));
        report.processorTime(spent, logins.times().size());
        List<VirtualUser> withData = new ArrayList<>();
        for (VirtualUser u : all) {
            if (u.findsData()) {
                withData.add(u);
            }
        }
        for (int variant : new int[]{1, 2}) {
            say("variant " + variant);
            Load.run(actions(withData, u -> u.collect(variant)), Duration.ofSeconds(seconds / 2));
            report.load("variant " + variant, Load.run(actions(withData, u -> u.collect(variant)), Duration.ofSeconds(seconds)));
        }
    }

    /** Logs in until it gets no faster for a minute, or for as long as the option says. */
    private void warmUp(List<VirtualUser> users, Report report) throws IOException {
        int length = Math.min(seconds, 20);
        List<Double> rates = new ArrayList<>();
        while (rates.size() * length < warmUp && !isSteady(rates)) {
            Load.Result r = Load.run(actions(users, VirtualUser::login), Duration.ofSeconds(length));
            rates.add(r.perSecond());
            System.out.printf(Locale.ROOT, "  opwarmen, %d s: %.1f logins per seconde%n", rates.size() * length, r.perSecond());
        }
        report.warmUp(length, rates);
    }

    /** Whether the last rounds brought nothing over those before them: of averages, because one round differs from the next by a tenth. */
    private static boolean isSteady(List<Double> rates) {
        int before = rates.size() - STEADY_ROUNDS;
        return before >= STEADY_ROUNDS
                && average(rates.subList(before, rates.size())) < average(rates.subList(before - STEADY_ROUNDS, before)) * STEADY_GAIN;
    }

    private static double average(List<Double> rates) {
        return rates.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private interface UserAction {
        void run(VirtualUser user) throws IOException;
    }

    private static List<Load.Action> actions(List<VirtualUser> users, UserAction action) {
        return users.stream().<Load.Action>map(u -> () -> action.run(u)).toList();
    }

    private static Map<String, Double> curve() throws IOException {
        try {
            return Microbenchmarks.run();
        } catch (RunnerException e) {
            throw new IOException(e);
        }
    }

    private static void say(String what) {
        System.out.println("  " + what + " ...");
    }

    /** Runs it. */
    public static void main(String[] args) {
        Program.run("benchmark", new NetworkBenchmark(), args);
    }
}
