package nl.etdnetwerk.polymorphic.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;

/**
 * The .p7 in which BSNk delivers one key file to a service provider (bsnk.md 1.5): CMS EnvelopedData for the provider's
 * certificate, RSAES-OAEP with SHA-256 and MGF1-SHA-256, AES-256-CBC.
 */
public final class KeyDelivery {

    private static final BouncyCastleProvider PROVIDER = Security.getProvider("BC") instanceof BouncyCastleProvider p
            ? p
            : new BouncyCastleProvider();

    private KeyDelivery() {}

    /** Encrypts a key file for the holder of the certificate; DER. */
    public static byte[] seal(ServiceProviderKey key, X509Certificate certificate) {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        AlgorithmIdentifier oaep = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, new RSAESOAEPparams(sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256), RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
        try {
            CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate, oaep).setProvider(PROVIDER));
            byte[] pem = ServiceProviderKeyPem.write(key).getBytes(StandardCharsets.US_ASCII);
            return generator.generate(new CMSProcessableByteArray(pem),
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).setProvider(PROVIDER).build()).toASN1Structure()
                    .getEncoded("DER");
        } catch (CMSException | IOException | CertificateEncodingException e) {
            throw new IllegalStateException("cannot seal a key delivery", e);
        }
    }

    /**
     * Opens a delivery with the private key of the certificate.
     *
     * @throws RefusedException KEY_DELIVERY_FAILED when it cannot be opened, SERVICE_PROVIDER_KEY_PARSE_FAILED when it holds
     *         no key file
     */
    public static ServiceProviderKey open(byte[] p7, PrivateKey privateKey) {
        byte[] pem;
        try {
            CMSEnvelopedData delivery = new CMSEnvelopedData(p7);
            Collection<RecipientInformation> recipients = delivery.getRecipientInfos().getRecipients();
            if (recipients.size() != 1) {
                throw new RefusedException(Refusal.KEY_DELIVERY_FAILED, recipients.size() + " recipients");
            }
            // As the scheme delivers it (bsnk.md 1.5); a weaker way of sealing is not opened.
            if (!CMSAlgorithm.AES256_CBC.getId().equals(delivery.getEncryptionAlgOID())
                    || !PKCSObjectIdentifiers.id_RSAES_OAEP.getId().equals(recipients.iterator().next().getKeyEncryptionAlgOID())) {
                throw new RefusedException(Refusal.KEY_DELIVERY_FAILED, "sealed in another way");
            }
            pem = recipients.iterator().next()
                    .getContent(new JceKeyTransEnvelopedRecipient(privateKey).setProvider(PROVIDER));
        } catch (CMSException | RuntimeException e) {
            throw e instanceof RefusedException r ? r : new RefusedException(Refusal.KEY_DELIVERY_FAILED, e);
        }
        return ServiceProviderKeyPem.parse(new String(pem, StandardCharsets.US_ASCII));
    }
}
