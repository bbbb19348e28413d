package nl.etdnetwerk.kit.rsa;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * Makes and verifies RSA-SHA256 signatures and opens RSA-OAEP in native code (docs/decisions/0007): a login has thirteen signatures
 * and two EncryptedIDs to open, and in Java they take 40 % of the processor, and far more until the second compiler came by. Of
 * private keys only those that went through {@link #prefer} are concerned; verification is that of the whole process, certificates
 * included. Everything else stays with the JDK. Where the library does not load, keys stay as they are.
 */
public final class NativeRsa {

    /** {@code false} keeps RSA in Java. */
    public static final String SWITCH = "etd.native-rsa";
    private static final Logger LOG = Logger.getLogger(NativeRsa.class);
    private static final String NAME = "EtdNativeRsa";
    private static final Optional<Provider> LIBRARY = load();

    private NativeRsa() {}

    private static Optional<Provider> load() {
        if (!ConfigProvider.getConfig().getOptionalValue(SWITCH, Boolean.class).orElse(true)) {
            return Optional.empty();
        }
        try {
            AmazonCorrettoCryptoProvider library = AmazonCorrettoCryptoProvider.INSTANCE;
            if (library.getLoadingError() != null) {
                LOG.infof("NATIVE_RSA_ABSENT RSA is done in Java: %s", library.getLoadingError().getClass().getSimpleName());
                return Optional.empty();
            }
            Security.insertProviderAt(new WhatALoginNeeds(library), 1);
            return Optional.of(library);
        } catch (LinkageError e) {
            LOG.infof("NATIVE_RSA_ABSENT RSA is done in Java: %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Whether the library is in use. */
    public static boolean isAvailable() {
        return LIBRARY.isPresent();
    }

    /** The same key, held by the native library where there is one and the key is an RSA key. */
    public static PrivateKey prefer(PrivateKey key) {
        if (LIBRARY.isEmpty() || !key.getAlgorithm().equals("RSA")) {
            return key;
        }
        try {
            return (PrivateKey) KeyFactory.getInstance("RSA", LIBRARY.get()).translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a usable RSA key", e);
        }
    }

    /** A provider that has two algorithms, and those only for private keys of the library and for public keys. */
    private static final class WhatALoginNeeds extends Provider {

        private static final long serialVersionUID = 1L;

        WhatALoginNeeds(Provider library) {
            super(NAME, "1", "RSA-SHA256 signatures, and RSA-OAEP with keys of " + library.getName());
            for (Service s : List.of(library.getService("Signature", "SHA256withRSA"),
                    library.getService("Cipher", "RSA/ECB/OAEPPadding"))) {
                putService(new OfLibrary(this, s));
            }
        }
    }

    private static final class OfLibrary extends Provider.Service {

        private final Provider.Service service;

        OfLibrary(Provider provider, Provider.Service service) {
            super(provider, service.getType(), service.getAlgorithm(), service.getClassName(), null, null);
            this.service = service;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return service.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object key) {
            // A public key costs the library nothing to take over; with a private key of the JDK it is slower than the JDK.
            return key.getClass().getPackage() == AmazonCorrettoCryptoProvider.class.getPackage()
                    || key instanceof RSAPublicKey && getType().equals("Signature");
        }
    }
}
