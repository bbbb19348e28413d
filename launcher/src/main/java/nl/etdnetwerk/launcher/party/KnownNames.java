package nl.etdnetwerk.launcher.party;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that the services of a network on one machine can find: those in its hosts file, and no others, because Java looks
 * nowhere else once it has one. Names of a supplier are added to it; running services see them at once.
 */
final class KnownNames {

    private static final Pattern ADDRESS = Pattern.compile("https://[^\"'<>\\s]+");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
    private static final String LOCAL = ".localhost";
    private static final int LOOKUP_SECONDS = 15;
    private final Path hosts;

    /** In a hosts file that exists. */
    KnownNames(Path hosts) {
        this.hosts = hosts;
    }

    /**
     * Adds the names in texts with https addresses (metadata, single addresses): names under .localhost as this machine, others with
     * the address this machine finds for them now.
     *
     * @return names for which no address was found
     */
    List<String> learn(Collection<String> texts) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (String text : texts) {
            Matcher m = ADDRESS.matcher(text);
            while (m.find()) {
                hostOf(m.group()).ifPresent(names::add);
            }
        }
        Set<String> known = new LinkedHashSet<>();
        String there = Files.readString(hosts);
        there.lines().forEach(line -> known.addAll(List.of(line.split("#", 2)[0].trim().split("\\s+"))));
        List<String> unknown = new ArrayList<>();
        // A line added by hand may have no end yet.
        if (!there.endsWith("\n")) {
            Files.writeString(hosts, "\n", StandardOpenOption.APPEND);
        }
        for (String name : names) {
            if (known.contains(name) || LITERAL.matcher(name).matches()) {
                continue;
            }
            Optional<String> address = name.endsWith(LOCAL) ? Optional.of("127.0.0.1") : lookUp(name);
            if (address.isPresent()) {
                Files.writeString(hosts, address.get() + " " + name + "\n", StandardOpenOption.APPEND);
            } else {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** Addresses to learn for host names of a party that are of this machine. */
    static List<String> ofThisMachine(Collection<String> hosts) {
        return hosts.stream().filter(h -> h.endsWith(LOCAL)).map(h -> "https://" + h).toList();
    }

    private static Optional<String> hostOf(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** By a process of its own: this one may itself look in the hosts file only. */
    private static Optional<String> lookUp(String name) throws IOException {
        Process lookup = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), NameLookup.class.getName(), name)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!lookup.waitFor(LOOKUP_SECONDS, TimeUnit.SECONDS)) {
                lookup.destroyForcibly();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return Optional.of(new String(lookup.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).trim())
                .filter(a -> !a.isEmpty());
    }
}
