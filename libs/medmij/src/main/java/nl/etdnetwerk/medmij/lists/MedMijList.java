package nl.etdnetwerk.medmij.lists;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** A MedMij list. All have a moment and an ever-growing number (medmij.md 4.3). */
public sealed interface MedMijList {

    /** Tijdstempel. */
    Instant tijdstempel();

    /** Volgnummer, positive. */
    long volgnummer();

    /** Whether there is nothing on it; an empty list is an error (medmij.md 4.5). */
    boolean isEmpty();

    /** Zorgaanbiederslijst. */
    record Zorgaanbiederslijst(Instant tijdstempel, long volgnummer, List<Zorgaanbieder> zorgaanbieders) implements MedMijList {

        @Override
        public boolean isEmpty() {
            return zorgaanbieders.isEmpty();
        }

        /** The zorgaanbieder with this name, with or without {@code @medmij}. */
        public java.util.Optional<Zorgaanbieder> find(String naam) {
            String full = naam.endsWith("@medmij") ? naam : naam + "@medmij";
            return zorgaanbieders.stream().filter(z -> z.naam().equals(full)).findFirst();
        }
    }

    /**
     * A zorgaanbieder.
     *
     * @param naam ends in {@code @medmij}
     * @param aanbiedertype release 3 only, for example ZA
     */
    record Zorgaanbieder(String naam, String aanbiedertype, List<Interfaceversie> interfaceversies) {

        /** The name as it is used in a scope and shown to people. */
        public String korteNaam() {
            return naam.substring(0, naam.indexOf('@'));
        }

        /** All gegevensdiensten of the newest interface version. */
        public List<ZalGegevensdienst> gegevensdiensten() {
            return interfaceversies.stream().max(Comparator.comparing(Interfaceversie::order)).map(Interfaceversie::gegevensdiensten)
                    .orElse(List.of());
        }
    }

    /** Version of the interface with what is offered in it; a release 2 list has one, called 1. */
    record Interfaceversie(String id, List<ZalGegevensdienst> gegevensdiensten) {

        private static final Pattern NUMBER = Pattern.compile("[0-9]+");

        /** What sorts versions as numbers: 10 comes after 9, and 2.10 after 2.9. */
        private String order() {
            return NUMBER.matcher(id).replaceAll(n -> String.format("%9s", n.group()).replace(' ', '0'));
        }
    }

    /** A gegevensdienst with its addresses. */
    record ZalGegevensdienst(String id, String authorizationEndpoint, String tokenEndpoint, List<Systeemrol> systeemrollen) {}

    /** A system role with its FHIR endpoint. */
    record Systeemrol(String code, String resourceEndpoint) {}

    /** OAuthclientlist. */
    record OAuthclientlist(Instant tijdstempel, long volgnummer, List<OAuthclient> clients) implements MedMijList {

        @Override
        public boolean isEmpty() {
            return clients.isEmpty();
        }

        /** The client with this hostname. */
        public java.util.Optional<OAuthclient> find(String hostname) {
            return clients.stream().filter(c -> c.hostname().equals(hostname)).findFirst();
        }
    }

    /** An OAuth client and the name of its organisation. */
    record OAuthclient(String hostname, String organisatienaam) {}

    /** Whitelist of all nodes. */
    record Whitelist(Instant tijdstempel, long volgnummer, List<String> hostnames) implements MedMijList {

        @Override
        public boolean isEmpty() {
            return hostnames.isEmpty();
        }

        /** Whether a host is a MedMij node; case does not matter. */
        public boolean contains(String hostname) {
            return hostnames.stream().anyMatch(h -> h.equalsIgnoreCase(hostname));
        }
    }

    /** Gegevensdienstnamenlijst. */
    record Gegevensdienstnamenlijst(Instant tijdstempel, long volgnummer,
            java.util.Map<String, String> weergavenamen) implements MedMijList {

        @Override
        public boolean isEmpty() {
            return weergavenamen.isEmpty();
        }
    }

    /** Zorgaanbiederskoppellijst: from names to other registers. */
    record Zorgaanbiederskoppellijst(Instant tijdstempel, long volgnummer, List<Koppeling> koppelingen) implements MedMijList {

        @Override
        public boolean isEmpty() {
            return koppelingen.isEmpty();
        }
    }

    /** A zorgaanbieder with its marks in other registers; each mark is a kind (AGB, URA, OIN, HRN, KVK) and a value. */
    record Koppeling(String zorgaanbiedernaam, List<Kenmerk> kenmerken, List<String> gegevensdienstIds) {}

    /** A mark in another register. */
    record Kenmerk(String soort, String waarde) {}
}
