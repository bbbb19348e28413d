package nl.etdnetwerk.saml.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import nl.etdnetwerk.saml.Findings;

/**
 * A private key that was pasted into metadata by mistake is known to whoever read the file, and must never be used again
 * (saml.md 6 P48). It stands there as PEM, or as base64 of PEM where a certificate belongs.
 */
final class PrivateKeyRule implements MetadataRule {

    private static final String PRIVATE_KEY = "PRIVATE KEY-----";
    /** Base64 of five hyphens and what follows. */
    private static final Pattern PEM_IN_BASE64 = Pattern.compile("LS0tLS1[A-Za-z0-9+/\\s]*");
    private static final int GROUP = 4;

    @Override
    public void check(MetadataContext c, Findings findings) {
        Element root = c.root();
        // Element by element: what two of them hold does not go together.
        boolean inside = Stream.concat(Stream.of(root), descendants(root)).map(PrivateKeyRule::ownText).anyMatch(
                text -> text.contains(PRIVATE_KEY)
                        || PEM_IN_BASE64.matcher(text).results().anyMatch(m -> decoded(m.group()).contains(PRIVATE_KEY)));
        findings.require(!inside, "METADATA_PRIVATE_KEY", "saml.md 6", "EntityDescriptor", "certificates only", "a private key");
    }

    private static Stream<Element> descendants(Element root) {
        NodeList all = root.getElementsByTagNameNS("*", "*");
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }

    private static String ownText(Element e) {
        StringBuilder text = new StringBuilder();
        for (Node n = e.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n.getNodeType() == Node.TEXT_NODE || n.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(n.getNodeValue());
            }
        }
        return text.toString();
    }

    private static String decoded(String base64) {
        String plain = base64.replaceAll("[^A-Za-z0-9+/]", "");
        return new String(Base64.getDecoder().decode(plain.substring(0, plain.length() - plain.length() % GROUP)),
                StandardCharsets.ISO_8859_1);
    }
}
