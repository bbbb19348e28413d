package nl.etdnetwerk.bsnksoap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of a BSNk message, in the namespace of the web services; either with text or with children. */
public record BsnkElement(String name, Map<String, String> attributes, String text, List<BsnkElement> children) {

    /** Namespace of all BSNk messages. */
    public static final String NAMESPACE = "urn:nl-gdi-eid:1.0:webservices";

    /** An element with text. */
    public static BsnkElement of(String name, String text) {
        return new BsnkElement(name, Map.of(), text, List.of());
    }

    /** An element with text and attributes. */
    public static BsnkElement of(String name, String text, Map<String, String> attributes) {
        return new BsnkElement(name, attributes, text, List.of());
    }

    /** A ready element of another namespace, such as an EncryptedID; it has no name here, and its XML as text. */
    public static BsnkElement foreign(String xml) {
        return new BsnkElement("", Map.of(), xml, List.of());
    }

    /** An element with children. */
    public static BsnkElement parent(String name, Map<String, String> attributes, BsnkElement... children) {
        return new BsnkElement(name, attributes, "", List.of(children));
    }

    /** The same with one child more. */
    public BsnkElement with(BsnkElement child) {
        List<BsnkElement> more = new ArrayList<>(children);
        more.add(child);
        return new BsnkElement(name, new LinkedHashMap<>(attributes), text, more);
    }

    /** Children with this name. */
    public List<BsnkElement> all(String childName) {
        return children.stream().filter(c -> c.name.equals(childName)).toList();
    }

    /** Text of the first child with this name, if it has any. */
    public Optional<String> child(String childName) {
        return all(childName).stream().map(BsnkElement::text).filter(t -> !t.isEmpty()).findFirst();
    }

    /** XML of the only child of the first child with this name, where that is of another namespace. */
    public Optional<String> foreignChild(String childName) {
        return all(childName).stream().findFirst().map(BsnkElement::children).filter(c -> c.size() == 1).map(c -> c.get(0))
                .filter(c -> c.name.isEmpty()).map(BsnkElement::text);
    }

    /** An attribute. */
    public Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName));
    }
}
