package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.launcher.network.Processes;
import nl.etdnetwerk.plan.Layout;

/** What the network's processes use, each together with its children. */
final class PerProcess {

    private PerProcess() {}

    /** MiB: proportional set size, so that what PostgreSQL's processes share counts once. */
    static Map<String, Long> memory(Network network) {
        Map<String, Long> all = sum(network, PerProcess::kibibytes);
        all.replaceAll((name, kibibytes) -> kibibytes / 1024);
        return all;
    }

    /** Milliseconds of processor time since they began. */
    static Map<String, Long> processorTime(Network network) {
        return sum(network, p -> p.info().totalCpuDuration().map(Duration::toMillis).orElse(0L));
    }

    private static Map<String, Long> sum(Network network, ToLongFunction<ProcessHandle> figure) {
        Map<String, Long> all = new LinkedHashMap<>();
        Stream.concat(network.layout().services().stream().map(Layout.Service::name), Stream.of(Processes.INFRASTRUCTURE))
                .forEach(name -> network.processes().find(name)
                        .ifPresent(p -> all.put(name, Stream.concat(Stream.of(p), p.descendants()).mapToLong(figure).sum())));
        return all;
    }

    private static long kibibytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            return lines.filter(l -> l.startsWith("Pss:")).mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).findFirst().orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException("memory is read from /proc, which is not there", e);
        }
    }
}
