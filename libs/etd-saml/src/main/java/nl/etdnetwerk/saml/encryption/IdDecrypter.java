package nl.etdnetwerk.saml.encryption;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.saml2.core.EncryptedID;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.encryption.Decrypter;
import org.opensaml.saml.saml2.encryption.EncryptedElementTypeEncryptedKeyResolver;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.encryption.support.ChainingEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.opensaml.xmlsec.encryption.support.InlineEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.SimpleRetrievalMethodEncryptedKeyResolver;
import org.opensaml.xmlsec.keyinfo.impl.StaticKeyInfoCredentialResolver;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** Opens EncryptedIDs with the keys of one recipient. Never called before the signature over the message around it was verified. */
public final class IdDecrypter {

    private static final Set<String> ALGORITHMS = Set.of("http://www.w3.org/2001/04/xmlenc#aes256-cbc",
            "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", "http://www.w3.org/2000/09/xmldsig#sha1",
            "http://www.w3.org/2009/xmlenc11#mgf1sha1");

    private final String entityId;
    private final List<SigningKey> keys;

    /** A decrypter for one entity with its current and, during roll-over, its former key. */
    public IdDecrypter(String entityId, List<SigningKey> keys) {
        this.entityId = entityId;
        this.keys = List.copyOf(keys);
    }

    /** Whether the value has a key for this recipient. */
    public boolean isRecipient(EncryptedId encrypted) {
        return encrypted.recipients().contains(entityId);
    }

    /**
     * The name inside, or empty for any reason: not for us, another algorithm, damaged, not a persistent NameID. The reasons are
     * not told apart, so that nobody can use us to try ciphertexts (saml.md 7.5 N72).
     */
    public Optional<NameIdentifier> decrypt(EncryptedId encrypted) {
        for (SigningKey key : keys) {
            try {
                Element element = HardenedXml.parse(encrypted.xml(), HardenedXml.Kind.MESSAGE).getDocumentElement();
                EncryptedID id = OpenSaml.unmarshal(element, EncryptedID.class).filter(e -> KeyReferenceRule.holds(element, entityId))
                        .orElseThrow(() -> new DecryptionException("no EncryptedID whose key can be told"));
                XMLObject inside = decrypter(key).decrypt(id);
                if (inside instanceof NameID nameId && SamlNames.PERSISTENT.equals(nameId.getFormat())
                        && nameId.getNameQualifier() != null && nameId.getValue() != null) {
                    return Optional.of(new NameIdentifier(nameId.getNameQualifier(), nameId.getValue()));
                }
            } catch (DecryptionException | UnacceptableXmlException | RuntimeException e) {
                // The next key may fit; that none does is told by the empty answer.
            }
        }
        return Optional.empty();
    }

    private Decrypter decrypter(SigningKey key) {
        var resolver = new ChainingEncryptedKeyResolver(
                List.of(new InlineEncryptedKeyResolver(Set.of(entityId)), new EncryptedElementTypeEncryptedKeyResolver(Set.of(entityId)),
                        new SimpleRetrievalMethodEncryptedKeyResolver(Set.of(entityId))),
                Set.of(entityId));
        Decrypter decrypter = new Decrypter(null,
                new StaticKeyInfoCredentialResolver(new BasicX509Credential(key.certificate(), key.privateKey())), resolver, ALGORITHMS,
                null);
        decrypter.setRootInNewDocument(true);
        return decrypter;
    }
}
