package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.launcher.network.Processes;
import nl.etdnetwerk.plan.Layout;

/** Memory of the network's processes: proportional set size, so that what PostgreSQL's processes share counts once. */
final class Memory {

    private Memory() {}

    /** MiB of each process with its children. */
    static Map<String, Long> perProcess(Network network) {
        Map<String, Long> all = new LinkedHashMap<>();
        Stream.concat(network.layout().services().stream().map(Layout.Service::name), Stream.of(Processes.INFRASTRUCTURE))
                .forEach(name -> network.processes().find(name)
                        .ifPresent(p -> all.put(name,
                                Stream.concat(Stream.of(p), p.descendants()).mapToLong(Memory::kibibytes).sum() / 1024)));
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
