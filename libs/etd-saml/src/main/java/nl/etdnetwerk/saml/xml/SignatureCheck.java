package nl.etdnetwerk.saml.xml;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transform;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import nl.etdnetwerk.saml.Findings;

/**
 * Verifies the enveloped signature of exactly the element that is going to be used (saml.md 1.11, 7.1, 7.2). The signature has
 * to be a direct child, with one Reference to the element's own ID and only the two allowed transforms; the key comes from
 * what is known of the sender, never from the message. What else the document contains is of no account: a signature
 * elsewhere proves nothing about this element.
 */
public final class SignatureCheck {

    private static final String CLAUSE = "saml.md 1.11";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final Set<String> SIGNATURE_ALGORITHMS = Set.of("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512");
    private static final Set<String> DIGESTS = Set.of("http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "http://www.w3.org/2001/04/xmlenc#sha512");
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    private SignatureCheck() {}

    /** The signature child of an element, or null. */
    private static List<Element> signaturesOf(Element element) {
        List<Element> found = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && "Signature".equals(e.getLocalName()) && DS.equals(e.getNamespaceURI())) {
                found.add(e);
            }
        }
        return found;
    }

    /** Whether the element has a signature of its own at all. */
    public static boolean isSigned(Element element) {
        return !signaturesOf(element).isEmpty();
    }

    /**
     * Adds a finding for everything that is wrong with the signature: SIGNATURE_MISSING, SIGNATURE_PROFILE,
     * SIGNATURE_ALGORITHM, SIGNATURE_KEY_UNKNOWN, SIGNATURE_INVALID.
     *
     * @param keys certificates of the sender by KeyName
     */
    public static void verify(Element element, String idAttribute, Map<String, X509Certificate> keys, String location, Findings findings) {
        OpenSaml.warmUp();
        List<Element> signatures = signaturesOf(element);
        if (signatures.size() != 1) {
            findings.add("SIGNATURE_MISSING", CLAUSE, location + "/Signature", "one enveloped signature", signatures.size());
            return;
        }
        String id = element.getAttribute(idAttribute);
        if (!isName(id)) {
            findings.add("SIGNATURE_PROFILE", CLAUSE, location + "/@" + idAttribute, "an id that the signature refers to", id);
            return;
        }
        element.setIdAttribute(idAttribute, true);
        try {
            XMLSignature signature = new XMLSignature(signatures.get(0), "", true);
            if (!profile(signature, id, location, findings)) {
                return;
            }
            Collection<X509Certificate> candidates = candidates(signatures.get(0), keys);
            if (candidates.isEmpty()) {
                findings.add("SIGNATURE_KEY_UNKNOWN", CLAUSE, location + "/Signature/KeyInfo", "a key of the sender's metadata",
                        "another or none");
                return;
            }
            for (X509Certificate candidate : candidates) {
                if (signature.checkSignatureValue(candidate.getPublicKey())) {
                    return;
                }
            }
            findings.add("SIGNATURE_INVALID", CLAUSE, location + "/Signature", "a signature by the sender over this content",
                    "one that does not verify");
        } catch (XMLSecurityException | RuntimeException e) {
            findings.add("SIGNATURE_INVALID", CLAUSE, location + "/Signature", "a signature by the sender over this content",
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Whether a reference to this id finds the element that has it: not to one that is empty, nor to one that is an expression
     * (XPointer), which finds what it describes.
     */
    public static boolean isName(String id) {
        return !id.isEmpty() && id.indexOf('(') < 0;
    }

    private static boolean profile(XMLSignature signature, String id, String location, Findings findings) throws XMLSecurityException {
        String where = location + "/Signature";
        var info = signature.getSignedInfo();
        boolean ok = true;
        if (!SIGNATURE_ALGORITHMS.contains(info.getSignatureMethodURI())) {
            findings.add("SIGNATURE_ALGORITHM", CLAUSE, where + "/SignatureMethod", "rsa-sha256", info.getSignatureMethodURI());
            ok = false;
        }
        if (!EXCLUSIVE.equals(info.getCanonicalizationMethodURI())) {
            findings.add("SIGNATURE_ALGORITHM", CLAUSE, where + "/CanonicalizationMethod", EXCLUSIVE, info.getCanonicalizationMethodURI());
            ok = false;
        }
        if (info.getLength() != 1 || signature.getObjectLength() != 0) {
            findings.add("SIGNATURE_PROFILE", CLAUSE, where, "one Reference and no Object",
                    info.getLength() + " references, " + signature.getObjectLength() + " objects");
            return false;
        }
        Reference reference = info.item(0);
        if (!("#" + id).equals(reference.getURI())) {
            findings.add("SIGNATURE_PROFILE", CLAUSE, where + "/Reference/@URI", "#" + id, reference.getURI());
            ok = false;
        }
        if (!DIGESTS.contains(reference.getMessageDigestAlgorithm().getAlgorithmURI())) {
            findings.add("SIGNATURE_ALGORITHM", CLAUSE, where + "/DigestMethod", "sha256",
                    reference.getMessageDigestAlgorithm().getAlgorithmURI());
            ok = false;
        }
        return transforms(reference, where, findings) && ok;
    }

    private static boolean transforms(Reference reference, String where, Findings findings) throws XMLSecurityException {
        List<String> found = new ArrayList<>();
        if (reference.getTransforms() != null) {
            for (int i = 0; i < reference.getTransforms().getLength(); i++) {
                Transform t = reference.getTransforms().item(i);
                found.add(t.getURI());
            }
        }
        if (!found.equals(List.of(ENVELOPED, EXCLUSIVE))) {
            findings.add("SIGNATURE_PROFILE", CLAUSE, where + "/Transforms", "enveloped-signature, then exclusive canonicalisation", found);
            return false;
        }
        return true;
    }

    /** The key that the message names, or every key of the sender when it names none (saml.md 1.11). */
    private static Collection<X509Certificate> candidates(Element signature, Map<String, X509Certificate> keys) {
        Map<String, X509Certificate> trimmed = new LinkedHashMap<>();
        keys.forEach((name, certificate) -> trimmed.put(name.trim(), certificate));
        var names = signature.getElementsByTagNameNS(DS, "KeyName");
        if (names.getLength() == 0) {
            return trimmed.values();
        }
        X509Certificate named = trimmed.get(names.item(0).getTextContent().trim());
        return named == null ? List.of() : List.of(named);
    }
}
