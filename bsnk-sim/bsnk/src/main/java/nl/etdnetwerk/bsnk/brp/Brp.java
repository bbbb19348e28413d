package nl.etdnetwerk.bsnk.brp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import nl.etdnetwerk.persons.TestBsn;

/** Looks people up by BSN or by identity document. */
@ApplicationScoped
public class Brp {

    private final List<Person> persons;

    /** Reads the people that come with the product, or those of a file of one's own. */
    public Brp(ObjectMapper json, @ConfigProperty(name = "bsnk.brp-file") Optional<Path> file) throws IOException {
        try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : Brp.class.getResourceAsStream("/brp-persons.json")) {
            List<Person> all = new ArrayList<>();
            for (JsonNode node : json.readTree(in)) {
                all.add(person(json, (ObjectNode) node));
            }
            persons = List.copyOf(all);
        }
    }

    /** A file of one's own may have whole BSNs; those that come with the product have the first eight digits. */
    private static Person person(ObjectMapper json, ObjectNode node) throws IOException {
        if (node.has("bsnStem")) {
            node.put("bsn", TestBsn.of(node.remove("bsnStem").asText()));
        }
        return json.treeToValue(node, Person.class);
    }

    /** By BSN of nine digits. */
    public Optional<Person> byBsn(String bsn) {
        return persons.stream().filter(p -> p.bsn().equals(bsn)).findFirst();
    }

    /** By a document that is valid. */
    public Optional<Person> byDocument(String type, String number) {
        return persons.stream()
                .filter(p -> p.documents().stream().anyMatch(d -> d.type().equals(type) && d.number().equals(number) && d.isValid()))
                .findFirst();
    }
}
