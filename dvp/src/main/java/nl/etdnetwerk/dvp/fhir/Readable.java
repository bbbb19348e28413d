package nl.etdnetwerk.dvp.fhir;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** A resource as a line for people: what it is, what it says, when. */
public record Readable(String type, String text, String date) {

    /** The resources of a bundle. */
    static List<Readable> of(JsonNode bundle) {
        List<Readable> lines = new ArrayList<>();
        // What only came along says nothing by itself.
        bundle.path("entry").forEach(e -> {
            if (!e.at("/search/mode").asText().equals("include")) {
                lines.add(line(e.path("resource")));
            }
        });
        return lines;
    }

    private static Readable line(JsonNode r) {
        String text = first(r, "/code/text", "/code/coding/0/display", "/medicationCodeableConcept/text", "/medicationReference/display",
                "/vaccineCode/text",
                "/description", "/title", "/type/text", "/category/0/text",
                "/category/text", "/name/0/text", "/name", "/reason/0/text", "/content/0/attachment/title", "/oralDiet/type/0/text",
                "/subscriberId");
        String value = first(r, "/valueQuantity/value", "/valueCodeableConcept/text", "/valueString");
        String unit = first(r, "/valueQuantity/unit");
        StringBuilder parts = new StringBuilder();
        r.path("component").forEach(c -> parts.append(parts.isEmpty() ? "" : " / ").append(c.at("/valueQuantity/value").asText()));
        String shown = text + (value.isEmpty() ? "" : ": " + value + (unit.isEmpty() ? "" : " " + unit))
                + (parts.isEmpty() ? "" : ": " + parts);
        return new Readable(r.path("resourceType").asText(), ShownText.of(shown),
                day(r, "/effectiveDateTime", "/onsetDateTime", "/whenHandedOver", "/assertedDate", "/authoredOn", "/occurrenceDateTime",
                        "/date", "/indexed",
                        "/period/start", "/performedDateTime", "/birthDate",
                        "/dateTime"));
    }

    /** The day of the first of these moments. */
    private static String day(JsonNode r, String... pointers) {
        return first(r, pointers).replaceFirst("T.*", "");
    }

    private static String first(JsonNode r, String... pointers) {
        for (String pointer : pointers) {
            JsonNode n = r.at(pointer);
            if (n.isValueNode() && !n.asText().isBlank()) {
                return n.asText();
            }
        }
        return "";
    }
}
