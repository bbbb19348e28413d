package nl.etdnetwerk.saml.xml;

import java.util.ArrayList;
import java.util.List;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The elements directly inside an element. */
public final class ChildElements {

    private ChildElements() {}

    /** In document order, without text, comments and processing instructions. */
    public static List<Element> of(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                found.add(e);
            }
        }
        return found;
    }

    /** Those with this name. */
    public static List<Element> named(Element parent, String namespace, String name) {
        return of(parent).stream().filter(e -> namespace.equals(e.getNamespaceURI()) && name.equals(e.getLocalName())).toList();
    }
}
