package nl.etdnetwerk.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.launcher.network.StatusReport;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.UserAgent;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Starts the network where needed, walks the three flows, and prints every step with its evidence. */
@Command(name = "demo", description = "Walk linking, variant 1 and variant 2, and show the evidence of every step. Leaves the network running.", mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final long EVIDENCE_SECONDS = 15;

    @ParentCommand
    private Folders netwerk;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the same as JSON.")
    private Path json;

    @Option(names = "--person", description = "Which test person, by number from 0 (default: ${DEFAULT-VALUE}).")
    private int number;

    /** A flow with its steps. */
    record FlowResult(String id, boolean ok, long ms, List<Step.Observed> steps, String problem) {}

    @Override
    public Integer call() throws Exception {
        Network network = new Network(netwerk.root(), netwerk.state());
        if (json != null) {
            // A file that cannot be written is told before anything is done, and one of before does not stand for this time.
            Files.writeString(json, "");
        }
        long readyMs = -1;
        List<FlowResult> results = new ArrayList<>();
        String problem = "";
        try {
            readyMs = network.up(System.out);
            System.out.printf("Het netwerk is gereed na %.1f s.%n", readyMs / 1000.0);
            walk(network, results);
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
            throw e;
        } finally {
            if (json != null) {
                write(network, readyMs, results, problem);
            }
        }
        boolean ok = results.stream().allMatch(FlowResult::ok);
        System.out.println();
        new StatusReport(network).print(System.out);
        System.out.println(ok ? "\nAlle stappen zijn waargenomen." : "\nNIET alle stappen zijn waargenomen.");
        return ok ? 0 : 1;
    }

    private void walk(Network network, List<FlowResult> results) throws IOException {
        List<State.Person> persons = network.state().persons();
        if (number < 0 || number >= persons.size()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--person is 0 - " + (persons.size() - 1));
        }
        Flows flows = new Flows(network.layout(), new UserAgent(network.state().tls(null)), persons.get(number));
        try (Trace trace = new Trace("127.0.0.1:" + network.layout().kafkaPort())) {
            flows.login();
            for (Flows.Flow flow : flows.all()) {
                results.add(run(trace, flow));
            }
        }
    }

    private static FlowResult run(Trace trace, Flows.Flow flow) {
        System.out.printf("%n%s%n", flow.title());
        trace.reset();
        long start = System.nanoTime();
        String problem = flow.problem();
        List<Step> steps = flow.steps();
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        List<Step.Observed> observed = observe(trace, steps, problem.isEmpty() ? EVIDENCE_SECONDS : 2);
        for (Step step : steps) {
            observed.stream().filter(o -> o.nr() == step.nr()).findFirst().ifPresentOrElse(
                    o -> System.out.printf("  %2d. %s -> %s  %s%n      %s%n", o.nr(), o.from(), o.to(), o.what(), o.evidence()),
                    () -> System.out.printf("  %2d. NIET WAARGENOMEN: %s%n", step.nr(), step.what()));
        }
        if (!problem.isEmpty()) {
            System.out.println("  probleem: " + problem);
        }
        System.out.printf("  %d ms%n", ms);
        return new FlowResult(flow.id(), problem.isEmpty() && observed.size() == steps.size(), ms, observed, problem);
    }

    private static List<Step.Observed> observe(Trace trace, List<Step> steps, long seconds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Step.Observed> observed = List.of();
        while (observed.size() < steps.size() && System.nanoTime() < until) {
            trace.poll(Duration.ofMillis(250));
            List<Trace.Event> flow = trace.flow();
            observed = steps.stream().flatMap(s -> s.observe(flow).stream()).toList();
        }
        return observed;
    }

    /** With what was seen so far, when something went wrong that is no step of a flow. */
    private void write(Network network, long readyMs, List<FlowResult> results, String problem) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("readyMs", readyMs);
        all.put("services", new StatusReport(network).services());
        all.put("flows", results);
        if (!problem.isEmpty()) {
            all.put("problem", problem);
        }
        Files.writeString(json, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
}
