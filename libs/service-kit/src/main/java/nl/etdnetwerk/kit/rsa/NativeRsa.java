package nl.etdnetwerk.kit.rsa;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * Makes RSA-SHA256 signatures in native code (docs/decisions/0007): a login has thirteen of them, and in Java they take 40 % of the
 * processor. Only keys that went through {@link #prefer} are concerned; everything else, verification included, stays with
 * the JDK. Where the library does not load, keys stay as they are.
 */
public final class NativeRsa {

    /** {@code false} keeps every signature in Java. */
    public static final String SWITCH = "etd.native-rsa";
    private static final Logger LOG = Logger.getLogger(NativeRsa.class);
    private static final String SIGNATURE = "Signature";
    private static final String ALGORITHM = "SHA256withRSA";
    private static final Optional<Provider> LIBRARY = load();

    private NativeRsa() {}

    private static Optional<Provider> load() {
        if (!ConfigProvider.getConfig().getOptionalValue(SWITCH, Boolean.class).orElse(true)) {
            return Optional.empty();
        }
        try {
            AmazonCorrettoCryptoProvider library = AmazonCorrettoCryptoProvider.INSTANCE;
            if (library.getLoadingError() != null) {
                LOG.infof("NATIVE_RSA_ABSENT signatures are made in Java: %s", library.getLoadingError().getClass().getSimpleName());
                return Optional.empty();
            }
            Security.insertProviderAt(new OnlySignatures(library), 1);
            return Optional.of(library);
        } catch (LinkageError e) {
            LOG.infof("NATIVE_RSA_ABSENT signatures are made in Java: %s", e.getClass().getSimpleName());
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

    /** A provider that has the one algorithm, and that only for keys of the library. */
    private static final class OnlySignatures extends Provider {

        private static final long serialVersionUID = 1L;

        OnlySignatures(Provider library) {
            super("EtdNativeRsa", "1", "RSA-SHA256 signatures with keys of " + library.getName());
            putService(new OfLibrary(this, library.getService(SIGNATURE, ALGORITHM)));
        }
    }

    private static final class OfLibrary extends Provider.Service {

        private final Provider.Service service;

        OfLibrary(Provider provider, Provider.Service service) {
            super(provider, SIGNATURE, ALGORITHM, service.getClassName(), null, null);
            this.service = service;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return service.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object key) {
            return key.getClass().getPackage() == AmazonCorrettoCryptoProvider.class.getPackage();
        }
    }
}
