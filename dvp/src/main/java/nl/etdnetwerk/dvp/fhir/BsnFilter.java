package nl.etdnetwerk.dvp.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Takes a BSN out of what a zorgaanbieder sent: it has no place in the persoonsdomein, whoever puts it there (medmij.md 3.1). Elements
 * of the BSN's system go, links that search by it go, and its value goes wherever else it stands in the same answer.
 */
final class BsnFilter {

    /** As FHIR resources name it, and as an object identifier. */
    private static final List<String> SYSTEMS = List.of("http://fhir.nl/fhir/NamingSystem/bsn", "urn:oid:2.16.840.1.113883.2.4.6.3");
    private static final String REMOVED = "*********";
    private final Set<String> values = new HashSet<>();
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
        if (!filter.values.isEmpty()) {
            filter.blank(tree);
        }
        return filter.found;
    }

    private void remove(JsonNode node) {
        // Of arrays elements() and of objects elements() too; an iterator of either removes from what it goes through.
        Iterator<JsonNode> children = node.elements();
        while (children.hasNext()) {
            JsonNode child = children.next();
            if (isBsn(child) || isSearchByBsn(child)) {
                found = true;
                if (!child.path("value").asText("").isEmpty()) {
                    values.add(child.path("value").asText());
                }
                children.remove();
            } else {
                remove(child);
            }
        }
    }

    private static boolean isBsn(JsonNode node) {
        return SYSTEMS.contains(node.path("system").asText(""));
    }

    private static boolean isSearchByBsn(JsonNode node) {
        String url = node.path("url").asText("");
        return node.has("relation") && SYSTEMS.stream().anyMatch(s -> url.contains(s) || decoded(url).contains(s));
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private void blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (holds(field.getValue())) {
                    field.setValue(without(field.getValue()));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (holds(array.get(i))) {
                    array.set(i, without(array.get(i)));
                }
            }
        }
        node.elements().forEachRemaining(this::blank);
    }

    private boolean holds(JsonNode node) {
        return node.isTextual() && values.stream().anyMatch(node.asText()::contains);
    }

    private JsonNode without(JsonNode text) {
        String blanked = text.asText();
        for (String value : values) {
            blanked = blanked.replace(value, REMOVED);
        }
        return TextNode.valueOf(blanked);
    }
}
