package nl.etdnetwerk.saml.encryption;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.xml.ChildElements;

/**
 * The EncryptedData of an EncryptedID says which EncryptedKey opens it: by a RetrievalMethod to its Id, by a KeyName that is its
 * CarriedKeyName, or by holding it (saml.md 1.9, 7.5 N75). A key beside it that it does not name is none of it.
 */
final class KeyReferenceRule {

    private KeyReferenceRule() {}

    /** Whether every key for a recipient is referred to, and nothing outside the EncryptedID is. */
    static boolean holds(Element encryptedId, String recipient) {
        Optional<Element> info = child(encryptedId, "EncryptedData").flatMap(d -> child(d, "KeyInfo"));
        if (info.isEmpty()) {
            return false;
        }
        List<Element> inside = named(info.get(), "EncryptedKey").toList();
        List<String> retrieved = named(info.get(), "RetrievalMethod").map(r -> r.getAttribute("URI")).toList();
        List<String> names = named(info.get(), "KeyName").map(n -> n.getTextContent().trim()).toList();
        List<Element> beside = named(encryptedId, "EncryptedKey").toList();
        boolean local = retrieved.stream()
                .allMatch(uri -> Stream.concat(beside.stream(), inside.stream()).anyMatch(k -> isReferredTo(k, List.of(uri))));
        // A key without recipient would be tried as well.
        return local && beside.stream().filter(k -> List.of("", recipient).contains(k.getAttribute("Recipient").trim()))
                .allMatch(k -> isReferredTo(k, retrieved)
                        || child(k, "CarriedKeyName").map(n -> names.contains(n.getTextContent().trim())).orElse(false));
    }

    private static boolean isReferredTo(Element key, List<String> uris) {
        return !key.getAttribute("Id").isEmpty() && uris.contains("#" + key.getAttribute("Id"));
    }

    private static Stream<Element> named(Element parent, String name) {
        return ChildElements.of(parent).stream().filter(e -> name.equals(e.getLocalName()));
    }

    private static Optional<Element> child(Element parent, String name) {
        return named(parent, name).findFirst();
    }
}
