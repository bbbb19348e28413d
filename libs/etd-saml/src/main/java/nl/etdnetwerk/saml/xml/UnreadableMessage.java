package nl.etdnetwerk.saml.xml;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Finding;

/** What is wrong with an element that could not be read as the message that belongs at an address. */
public final class UnreadableMessage {

    private UnreadableMessage() {}

    /**
     * MESSAGE_TYPE when it is another message; MESSAGE_VALUES when it is this one, with an attribute that is no date, number or one of
     * the words that may stand there.
     */
    public static Finding finding(Element root, String expected, String clause, String location) {
        if (expected.equals(root.getLocalName())) {
            return new Finding("MESSAGE_VALUES", clause, location, "dates, numbers and words where the schema has them",
                    "another value in an attribute");
        }
        return new Finding("MESSAGE_TYPE", clause, location, expected, root.getNodeName());
    }
}
