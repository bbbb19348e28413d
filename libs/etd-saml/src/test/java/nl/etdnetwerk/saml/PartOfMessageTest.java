package nl.etdnetwerk.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** A part of a message that is kept or passed on by itself. */
class PartOfMessageTest {

    @Test
    void partWhenWrittenAloneThenItDeclaresWhatWasInScopeAndTheMessageStaysAsItWas() throws UnacceptableXmlException {
        String message = "<a xmlns=\"urn:a\" xmlns:x=\"urn:x\" xmlns:y=\"urn:y1\"><b xmlns:y=\"urn:y2\" t=\"x:v\"><y:c></y:c></b></a>";
        Element root = HardenedXml.parse(message.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE).getDocumentElement();

        String alone = new String(OpenSaml.bytesAlone(ChildElements.of(root).get(0)), StandardCharsets.UTF_8);

        Element part = HardenedXml.parse(alone.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE).getDocumentElement();
        assertThat(part.getNamespaceURI()).isEqualTo("urn:a");
        assertThat(part.lookupNamespaceURI("x")).isEqualTo("urn:x");
        assertThat(part.lookupNamespaceURI("y")).isEqualTo("urn:y2");
        assertThat(new String(OpenSaml.bytes(root), StandardCharsets.UTF_8)).isEqualTo(message);
    }
}
