package nl.etdnetwerk.dvp.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Takes a BSN out of what a zorgaanbieder sent: it has no place in the persoonsdomein, whoever puts it there (medmij.md 3.1). Elements
 * of the BSN's system go; its digits go wherever else they stand in the same answer, and out of every search by that system.
 */
final class BsnFilter {

    /** As FHIR resources name it, and as an object identifier. */
    private static final List<String> SYSTEMS = List.of("http://fhir.nl/fhir/NamingSystem/bsn", "urn:oid:2.16.840.1.113883.2.4.6.3");
    private static final Pattern SEARCH = Pattern
            .compile("(?:" + SYSTEMS.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")\\|([0-9]{8,9})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{8,9}");
    private static final String REMOVED = "*********";
    private final Set<String> numbers = new HashSet<>();
    private boolean found;

    private BsnFilter() {}

    /**
     * Changes a tree in place.
     *
     * @return whether there was anything to take out
     */
    static boolean clean(JsonNode tree) {
        BsnFilter filter = new BsnFilter();
        filter.remove(tree);
        filter.search(tree);
        if (!filter.numbers.isEmpty()) {
            // With and without its leading zeros, and never a part of a longer number.
            filter.blank(tree, Pattern.compile("(?<![0-9])0{0,2}(?:" + String.join("|", filter.numbers) + ")(?![0-9])"));
        }
        return filter.found;
    }

    private void remove(JsonNode node) {
        // Of arrays elements() and of objects elements() too; an iterator of either removes from what it goes through.
        Iterator<JsonNode> children = node.elements();
        while (children.hasNext()) {
            JsonNode child = children.next();
            if (SYSTEMS.contains(child.path("system").asText(""))) {
                found(child.path("value").asText("").trim());
                children.remove();
            } else {
                remove(child);
            }
        }
    }

    private void found(String value) {
        found = true;
        if (NUMBER.matcher(value).matches()) {
            numbers.add(value.replaceFirst("^0+", ""));
        }
    }

    private void search(JsonNode node) {
        if (node.isTextual()) {
            Matcher search = SEARCH.matcher(decoded(node.asText()));
            while (search.find()) {
                found(search.group(1));
            }
        }
        node.elements().forEachRemaining(this::search);
    }

    private static String decoded(String text) {
        try {
            return text.contains("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void blank(JsonNode node, Pattern bsn) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(blanked(field.getValue(), bsn));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, blanked(array.get(i), bsn));
            }
        }
        node.elements().forEachRemaining(child -> blank(child, bsn));
    }

    private static JsonNode blanked(JsonNode node, Pattern bsn) {
        return node.isValueNode() && bsn.matcher(node.asText()).find()
                ? TextNode.valueOf(bsn.matcher(node.asText()).replaceAll(REMOVED))
                : node;
    }
}
