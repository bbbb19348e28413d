package nl.etdnetwerk.stelselbeheer.parties;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.saml.Findings;

/** What a registration says besides the metadata: names, levels, addresses, and that nobody takes a name that is another's. */
final class RegistrationRules {

    private static final Pattern HOSTNAME = Pattern.compile("([a-z0-9][a-z0-9-]*[.])+[a-z0-9][a-z0-9-]*[a-z0-9]");
    private static final Pattern ZORGAANBIEDERNAAM = Pattern.compile("[a-z0-9.-]{3,50}@medmij");
    /** Readers take spaces away, so a name with other spaces would be read as the same name. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{C}\\p{Z}]+( [^\\s\\p{C}\\p{Z}]+)*");
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_NAME = 50;

    private RegistrationRules() {}

    /** Adds PARTY_HOSTNAME, PARTY_NAME, PARTY_NAME_TAKEN, PARTY_LEVEL, PARTY_GEGEVENSDIENST, PARTY_ENDPOINT. */
    static void check(Registration r, List<Party> others, Findings findings) {
        r.hostnames().forEach(h -> findings.require(HOSTNAME.matcher(h).matches(), "PARTY_HOSTNAME", "medmij.md 4.3", "hostnames",
                "a hostname of at least two labels, in lower case", h));
        r.dvp().ifPresent(d -> dvp(d, r.hostnames(), others, findings));
        r.zorgaanbieder().ifPresent(z -> zorgaanbieder(z, r.hostnames(), others, findings));
        findings.require(r.diensten().isEmpty() || r.naam().isPresent(), "PARTY_NAME", "saml.md 4.2", "organisatienaam",
                "a name for a party with services", "none");
        r.organisatienaam().ifPresent(name -> {
            plain(name, "saml.md 4.2", "organisatienaam", findings);
            free(name, others, RegistrationRules::names, "organisatienaam", findings);
        });
    }

    private static void plain(String name, String clause, String where, Findings findings) {
        boolean wellFormed = name.length() >= SHORTEST_NAME && name.length() <= LONGEST_NAME && PLAIN.matcher(name).matches();
        findings.require(wellFormed, "PARTY_NAME", clause, where,
                "3 - 50 characters, no space at either end, no two together and no control characters", name);
    }

    private static void dvp(Registration.Dvp d, List<String> hostnames, List<Party> others, Findings findings) {
        String name = text(d.organisatienaam());
        plain(name, "medmij.md 4.3", "dvp.organisatienaam", findings);
        level(d.minimumLevel(), "dvp.minimumLevel", findings);
        findings.require(hostnames.contains(text(d.clientHostname())), "PARTY_HOSTNAME", "medmij.md 5.2", "dvp.clientHostname",
                "one of hostnames", d.clientHostname());
        free(name, others, RegistrationRules::names, "dvp.organisatienaam", findings);
        free(text(d.clientHostname()), others, p -> p.dvp().map(Registration.Dvp::clientHostname).stream(), "dvp.clientHostname", findings);
    }

    private static void zorgaanbieder(Registration.Zorgaanbieder z, List<String> hostnames, List<Party> others, Findings findings) {
        String name = text(z.naam());
        findings.require(ZORGAANBIEDERNAAM.matcher(name).matches(), "PARTY_NAME", "medmij.md 1.3", "zorgaanbieder.naam",
                "3 - 50 of a-z, 0-9, dot and hyphen, then @medmij", name);
        level(z.minimumLevel(), "zorgaanbieder.minimumLevel", findings);
        List<Gegevensdienst> offered = z.gegevensdiensten().stream().flatMap(g -> Gegevensdienst.of(g).stream())
                .filter(g -> !g.systeemrollen().isEmpty()).toList();
        boolean each = z.gegevensdiensten().stream().distinct().count() == z.gegevensdiensten().size();
        findings.require(!offered.isEmpty() && offered.size() == z.gegevensdiensten().size() && each, "PARTY_GEGEVENSDIENST",
                "medmij.md 3.4",
                "zorgaanbieder.gegevensdiensten", "ids of gegevensdiensten with a system role, each once", z.gegevensdiensten());
        address(z.authorizationEndpoint(), "zorgaanbieder.authorizationEndpoint", findings);
        node(z.tokenEndpoint(), "zorgaanbieder.tokenEndpoint", hostnames, findings);
        offered.stream().map(Gegevensdienst::fhirVersion).distinct()
                .forEach(v -> node(z.resourceEndpoints().get(v), "zorgaanbieder.resourceEndpoints[" + v + "]", hostnames, findings));
        free(z.korteNaam(), others, RegistrationRules::names, "zorgaanbieder.naam", findings);
    }

    /** Names in the catalogue, where DVPs and zorgaanbieders stand in one list. */
    private static Stream<String> names(Registration r) {
        return Stream.of(r.dvp().map(Registration.Dvp::organisatienaam), r.zorgaanbieder().map(Registration.Zorgaanbieder::korteNaam),
                r.organisatienaam()).flatMap(Optional::stream);
    }

    private static void address(String url, String where, Findings findings) {
        findings.require(text(url).startsWith("https://"), "PARTY_ENDPOINT", "medmij.md 4.3", where, "an https address", text(url));
    }

    /** An address of the back channel: others only go to hosts of the whitelist, which are the hostnames of all parties (medmij.md 5.2). */
    private static void node(String url, String where, List<String> hostnames, Findings findings) {
        address(url, where, findings);
        Optional<String> host = host(url);
        findings.require(host.isEmpty() || hostnames.contains(host.get()), "PARTY_HOSTNAME", "medmij.md 5.2", where,
                "an address at one of hostnames", text(url));
    }

    /** Host of an address; empty where it has none. */
    static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(text(url)).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Two entries of one name are one entry too many for every list that has the name. */
    private static void free(String name, List<Party> others, Function<Registration, Stream<String>> names, String where,
            Findings findings) {
        findings.require(others.stream().map(Party::registration).flatMap(names).noneMatch(name::equalsIgnoreCase), "PARTY_NAME_TAKEN",
                "medmij.md 4.3", where, "a name that no other party has; take that party out first", name);
    }

    static void level(String level, String where, Findings findings) {
        findings.require(PartyAdmission.levelOf(text(level)).isPresent(), "PARTY_LEVEL", "saml.md 1.7", where, "loa1 - loa4", level);
    }

    private static String text(String s) {
        return s == null ? "" : s;
    }
}
