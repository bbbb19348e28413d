package nl.etdnetwerk.saml.encryption;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.opensaml.saml.saml2.core.EncryptedID;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.encryption.Encrypter;
import org.opensaml.saml.saml2.encryption.Encrypter.KeyPlacement;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.encryption.support.DataEncryptionParameters;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.encryption.support.EncryptionException;
import org.opensaml.xmlsec.encryption.support.KeyEncryptionParameters;
import org.opensaml.xmlsec.keyinfo.impl.StaticKeyInfoGenerator;
import org.opensaml.xmlsec.signature.KeyInfo;
import org.opensaml.xmlsec.signature.KeyName;

import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.xml.OpenSaml;

/**
 * Encrypts NameIDs: AES-256-CBC data, RSA-OAEP-MGF1P key, EncryptedKey beside the EncryptedData with Recipient and KeyName.
 * Several keys of one value (roll-over of a certificate, several recipients) share one EncryptedData.
 */
public final class IdEncrypter {

    /**
     * A certificate to encrypt for.
     *
     * @param entityId goes into Recipient
     * @param keyName as in the recipient's metadata
     */
    public record Recipient(String entityId, String keyName, X509Certificate certificate) {}

    private IdEncrypter() {}

    /** The encrypted form for one or more recipient certificates. */
    public static EncryptedId encrypt(NameIdentifier name, List<Recipient> recipients) {
        NameID nameId = OpenSaml.build(NameID.DEFAULT_ELEMENT_NAME);
        nameId.setFormat(SamlNames.PERSISTENT);
        nameId.setNameQualifier(name.type());
        nameId.setValue(name.value());
        DataEncryptionParameters data = new DataEncryptionParameters();
        data.setAlgorithm(EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256);
        if (recipients.size() > 1) {
            data.setKeyInfoGenerator(new StaticKeyInfoGenerator(keyInfo(null)));
        }
        List<KeyEncryptionParameters> keys = new ArrayList<>();
        for (Recipient r : recipients) {
            KeyEncryptionParameters key = new KeyEncryptionParameters();
            key.setAlgorithm(EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP);
            key.setEncryptionCredential(new BasicX509Credential(r.certificate()));
            key.setRecipient(r.entityId());
            key.setKeyInfoGenerator(new StaticKeyInfoGenerator(keyInfo(r.keyName())));
            keys.add(key);
        }
        Encrypter encrypter = new Encrypter(data, keys);
        encrypter.setKeyPlacement(KeyPlacement.PEER);
        try {
            EncryptedID encrypted = encrypter.encrypt(nameId);
            return new EncryptedId(recipients.stream().map(Recipient::entityId).distinct().toList(),
                    OpenSaml.bytes(OpenSaml.marshal(encrypted)));
        } catch (EncryptionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyInfo keyInfo(String name) {
        KeyInfo info = OpenSaml.build(KeyInfo.DEFAULT_ELEMENT_NAME);
        KeyName keyName = OpenSaml.build(KeyName.DEFAULT_ELEMENT_NAME);
        keyName.setValue(name);
        info.getKeyNames().add(keyName);
        return info;
    }
}
