package nl.etdnetwerk.medmij.lists;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Elements of a validated list, without their namespace. */
record XmlTree(String name, StringBuilder content, List<XmlTree> children) {

    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    static XmlTree parse(byte[] xml) throws XMLStreamException {
        XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
        Deque<XmlTree> open = new ArrayDeque<>();
        XmlTree root = null;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlTree e = new XmlTree(in.getLocalName(), new StringBuilder(), new ArrayList<>());
                    if (open.isEmpty()) {
                        root = e;
                    } else {
                        open.peek().children.add(e);
                    }
                    open.push(e);
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!open.isEmpty()) {
                        open.peek().content.append(in.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("a DTD is not allowed");
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> {
                    // Nothing else carries data.
                }
            }
        }
        return root;
    }

    List<XmlTree> all(String child) {
        return children.stream().filter(c -> c.name.equals(child)).toList();
    }

    XmlTree one(String child) {
        return all(child).get(0);
    }

    String text(String child) {
        return one(child).text();
    }

    String text() {
        return content.toString().trim();
    }
}
