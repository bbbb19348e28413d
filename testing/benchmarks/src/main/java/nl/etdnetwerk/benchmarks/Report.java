package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that tells what was measured, on what, and how. */
final class Report {

    private static final int SIGNATURES = 2_000;
    private final int users;
    private final int seconds;
    private String warmUp = "";
    private String processorTime = "";
    private final List<String> start = new ArrayList<>();
    private final List<String> memory = new ArrayList<>();
    private final List<String> load = new ArrayList<>();

    /** With the settings of the load. */
    Report(int users, int seconds) {
        this.users = users;
        this.seconds = seconds;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Logins before anything was measured: how long a round of them took, and how many there were a second in each. */
    void warmUp(int length, List<Double> rates) {
        if (!rates.isEmpty()) {
            warmUp = format(" after %d s of warm-up, in which it went from %.1f to %.1f logins a second", rates.size() * length,
                    rates.get(0), rates.get(rates.size() - 1));
        }
    }

    /** Milliseconds that each process spent on this many logins. */
    void processorTime(Map<String, Long> spent, int logins) {
        double each = Math.max(logins, 1);
        String detail = spent.entrySet().stream().filter(e -> e.getValue() >= each)
                .map(e -> format("%s %.0f", e.getKey(), e.getValue() / each)).collect(Collectors.joining(", "));
        processorTime = format("Processor time of a login: %.0f ms together (%s), without the driver.",
                spent.values().stream().mapToLong(Long::longValue).sum() / each, detail);
    }

    /** How long a start took. */
    void start(String what, long ms) {
        start.add(format("| %s | %.1f |", what, ms / 1000.0));
    }

    /** Memory by process. */
    void memory(String when, Map<String, Long> perProcess) {
        StringBuilder detail = new StringBuilder();
        perProcess.forEach((name, mib) -> detail.append(detail.isEmpty() ? "" : ", ").append(name).append(' ').append(mib));
        memory.add(format("| %s | %d | %s |", when, perProcess.values().stream().mapToLong(Long::longValue).sum(), detail));
    }

    /** A load measurement. */
    void load(String what, Load.Result r) {
        load.add(format("| %s | %.1f | %.0f | %.0f | %.0f | %d |", what, r.perSecond(), r.percentile(0.5), r.percentile(0.95),
                r.percentile(0.99), r.failures()));
    }

    /** Everything. */
    String markdown(Map<String, Double> curve) throws IOException {
        StringBuilder s = new StringBuilder();
        s.append("# Performance\n\nWritten by `./netwerk benchmark` on ").append(LocalDate.now()).append(": ")
                .append(Runtime.getRuntime().availableProcessors()).append(" x ").append(processor()).append(", ").append(gibibytes())
                .append(" GiB, ").append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.version")).append(", ")
                .append(System.getProperty("java.vm.name")).append(' ').append(System.getProperty("java.version"))
                .append(".\nThe machine also runs PostgreSQL, Kafka and the load driver; nothing is outside it.\n");
        s.append("\n## Start\n\nFrom `up` until every service is ready. Goal 20 s, floor 45 s.\n\n| | seconds |\n|---|---|\n");
        start.forEach(l -> s.append(l).append('\n'));
        s.append(
                "\n## Memory\n\nProportional set size of all processes, MiB. Goal 1536, floor 2560.\n\n| | together | each |\n|---|---|---|\n");
        memory.forEach(l -> s.append(l).append('\n'));
        s.append("\n## Logins and flows\n\n")
                .append(format("%d virtual users, each a browser of its own, without pauses, %d s%s. ", users, seconds, warmUp))
                .append("A login goes from the DVP's AuthnRequest until the decrypted\npseudonym is in its session, with an existing session at the AD, ")
                .append("the consent page included. A variant is the whole collection: choice of zorgaanbieder,\nauthentication, consents, code, ")
                .append("token, FHIR of all its gegevensdiensten, shown in the PGO. Times in ms. Goal 60 logins a second, floor 35.\n\n")
                .append("| | per second | p50 | p95 | p99 | failed |\n|---|---|---|---|---|---|\n");
        load.forEach(l -> s.append(l).append('\n'));
        s.append('\n').append(processorTime).append('\n');
        if (!curve.isEmpty()) {
            s.append(
                    "\n## Curve\n\nJMH, one thread, one fork, 3 warm-up and 5 measured iterations of 2 s; µs per operation. \"Plain\" is the same ")
                    .append("operation composed from BouncyCastle's\n`ECPoint` without tables or merged multiplications, in the same run.\n\n")
                    .append("| operation | ours | plain | ratio | bar (goal) |\n|---|---|---|---|---|\n");
            s.append(row(curve, "multiplication, variable base", "variableBase", "2.5 (4)"));
            s.append(format("| multiplication, fixed base | %.0f | | | |%n", curve.getOrDefault("fixedBase", Double.NaN)));
            s.append(row(curve, "PP to EP: transform", "transform", "5 (8)"));
            s.append(row(curve, "EI: verify and decrypt", "verifyAndDecrypt", "5 (8)"));
        }
        s.append(
                "\n## Limits of these figures\n\nOne run on one machine, driver included, so they compare versions of this network with each other rather ")
                .append("than with\nanother product. A login has thirteen RSA-2048 signatures: each message is signed by its sender, both ways\n")
                .append("(docs/decisions/0007), of which one takes ").append(format("%.2f ms in Java on this machine", signatureMillis()))
                .append(".\nThe compilers of five busy JVMs work for minutes beside the services. Variants are measured after half as long a warm-up of their own as they are\n")
                .append("measured, so theirs are figures of a network that is still getting faster.\n");
        return s.toString();
    }

    private static String row(Map<String, Double> curve, String what, String name, String bar) {
        double ours = curve.getOrDefault(name, Double.NaN);
        double plain = curve.getOrDefault(name + "Plain", Double.NaN);
        return format("| %s | %.0f | %.0f | %.1f | %s |%n", what, ours, plain, plain / ours, bar);
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(l -> l.startsWith("model name")).map(l -> l.replaceFirst("^[^:]*:\\s*", "")).findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /** One signature with a key like those of the services, when the compiler has done what it can: how fast the machine is. */
    private static double signatureMillis() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.generateKeyPair().getPrivate());
            sign(signature);
            long begin = System.nanoTime();
            sign(signature);
            return (System.nanoTime() - begin) / 1e6 / SIGNATURES;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sign(Signature signature) throws SignatureException {
        for (int i = 0; i < SIGNATURES; i++) {
            signature.update((byte) i);
            signature.sign();
        }
    }

    private static long gibibytes() {
        var os = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return os instanceof com.sun.management.OperatingSystemMXBean m ? Math.round(m.getTotalMemorySize() / 1073741824.0) : 0;
    }
}
