package nl.etdnetwerk.saml.xml;

import java.util.Optional;

import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.signature.KeyInfo;
import org.opensaml.xmlsec.signature.KeyName;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.Signer;
import org.w3c.dom.Element;

import net.shibboleth.utilities.java.support.xml.ElementSupport;
import nl.etdnetwerk.saml.SigningKey;

/**
 * Enveloped signatures of the eTD profile (saml.md 1.11): exclusive canonicalisation, SHA-256, RSA-SHA256, KeyInfo with a
 * KeyName only in messages and with the certificate only in metadata and catalogues.
 */
public final class XmlSigning {

    private XmlSigning() {}

    /** Prepares a signature on an object; it is made by {@link #sign} once the whole tree has been marshalled. */
    public static void prepare(SignableSAMLObject object, SigningKey key) {
        Signature signature = OpenSaml.build(Signature.DEFAULT_ELEMENT_NAME);
        BasicX509Credential credential = new BasicX509Credential(key.certificate(), key.privateKey());
        signature.setSigningCredential(credential);
        signature.setSignatureAlgorithm(SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256);
        signature.setCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
        KeyInfo keyInfo = OpenSaml.build(KeyInfo.DEFAULT_ELEMENT_NAME);
        KeyName name = OpenSaml.build(KeyName.DEFAULT_ELEMENT_NAME);
        name.setValue(key.keyName());
        keyInfo.getKeyNames().add(name);
        signature.setKeyInfo(keyInfo);
        object.setSignature(signature);
    }

    /** Marshals the root and makes the prepared signatures, innermost first. */
    public static Element sign(XMLObject root, SignableSAMLObject... innermostFirst) {
        return signAround(root, Optional.empty(), innermostFirst);
    }

    /** The same with a ready element as last child of the root, taken over as it is. */
    public static Element signAround(XMLObject root, Optional<Element> lastChild, SignableSAMLObject... innermostFirst) {
        Element element = OpenSaml.marshal(root);
        lastChild.ifPresent(child -> ElementSupport.appendChildElement(element, child));
        try {
            for (SignableSAMLObject object : innermostFirst) {
                Signer.signObject(object.getSignature());
            }
        } catch (SignatureException e) {
            throw new IllegalStateException(e);
        }
        return element;
    }

    /**
     * Signs a document as a whole; the signature becomes the first child of the root, with the certificate in it. The document is
     * written and read once before it is signed, so that every namespace declaration is a node that canonicalisation sees.
     *
     * @return UTF-8 text of the signed document
     */
    public static byte[] signDocument(Element unsigned, String idAttribute, SigningKey key) {
        OpenSaml.warmUp();
        try {
            Element root = HardenedXml.parse(OpenSaml.bytesWithDeclarations(unsigned), HardenedXml.Kind.DOCUMENT).getDocumentElement();
            root.setIdAttribute(idAttribute, true);
            XMLSignature signature = new XMLSignature(root.getOwnerDocument(), "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256,
                    Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
            root.insertBefore(signature.getElement(), root.getFirstChild());
            Transforms transforms = new Transforms(root.getOwnerDocument());
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            transforms.addTransform(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
            signature.addDocument("#" + root.getAttribute(idAttribute), transforms, SignatureConstants.ALGO_ID_DIGEST_SHA256);
            signature.addKeyInfo(key.certificate());
            signature.sign(key.privateKey());
            return OpenSaml.bytes(root);
        } catch (XMLSecurityException | UnacceptableXmlException e) {
            throw new IllegalStateException(e);
        }
    }
}
