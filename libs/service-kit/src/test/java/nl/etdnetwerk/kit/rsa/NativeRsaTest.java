package nl.etdnetwerk.kit.rsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a machine without the library there is nothing to show, which the message says. */
class NativeRsaTest {

    private static final byte[] CONTENT = {1, 2, 3};
    /** As an EncryptedID has it: rsa-oaep-mgf1p. */
    private static final OAEPParameterSpec OAEP = new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1,
            PSource.PSpecified.DEFAULT);

    @BeforeEach
    void available() {
        assumeTrue(NativeRsa.isAvailable(), "no native RSA on this machine");
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
        g.initialize(2048);
        return g.generateKeyPair();
    }

    private static byte[] sign(PrivateKey key, String provider) throws Exception {
        Signature s = Signature.getInstance("SHA256withRSA");
        s.initSign(key);
        assertThat(s.getProvider().getName()).isEqualTo(provider);
        s.update(CONTENT);
        return s.sign();
    }

    @Test
    void signatureIsTheSameAsThatOfTheJdk() throws Exception {
        KeyPair pair = rsa();

        byte[] nativeSignature = sign(NativeRsa.prefer(pair.getPrivate()), "EtdNativeRsa");

        assertThat(nativeSignature).isEqualTo(sign(pair.getPrivate(), "SunRsaSign"));
    }

    private static boolean isRight(PublicKey key, byte[] signature) throws Exception {
        Signature s = Signature.getInstance("SHA256withRSA");
        s.initVerify(key);
        assertThat(s.getProvider().getName()).isEqualTo("EtdNativeRsa");
        s.update(CONTENT);
        return s.verify(signature);
    }

    @Test
    void signatureOfTheJdkIsVerifiedAndADamagedOneIsNot() throws Exception {
        KeyPair pair = rsa();
        byte[] signature = sign(pair.getPrivate(), "SunRsaSign");
        assertThat(isRight(pair.getPublic(), signature)).isTrue();
        assertThat(isRight(rsa().getPublic(), signature)).isFalse();

        signature[200] ^= 1;
        assertThat(isRight(pair.getPublic(), signature)).isFalse();
    }

    private static byte[] open(PrivateKey key, byte[] closed, String provider) throws Exception {
        Cipher c = Cipher.getInstance("RSA/ECB/OAEPPadding");
        c.init(Cipher.UNWRAP_MODE, key, OAEP);
        assertThat(c.getProvider().getName()).isEqualTo(provider);
        return c.unwrap(closed, "AES", Cipher.SECRET_KEY).getEncoded();
    }

    @Test
    void whatWasClosedWithOaepIsOpened() throws Exception {
        KeyPair pair = rsa();
        byte[] secret = new byte[32];
        secret[0] = 7;
        Cipher c = Cipher.getInstance("RSA/ECB/OAEPPadding");
        c.init(Cipher.WRAP_MODE, pair.getPublic(), OAEP);
        byte[] closed = c.wrap(new SecretKeySpec(secret, "AES"));

        assertThat(c.getProvider().getName()).isEqualTo("SunJCE");
        assertThat(open(NativeRsa.prefer(pair.getPrivate()), closed, "EtdNativeRsa")).isEqualTo(secret);
        assertThat(open(pair.getPrivate(), closed, "SunJCE")).isEqualTo(secret);
    }

    @Test
    void damagedOaepIsRefused() throws Exception {
        byte[] damaged = new byte[256];
        damaged[255] = 1;

        assertThatThrownBy(() -> open(NativeRsa.prefer(rsa().getPrivate()), damaged, "EtdNativeRsa"))
                .isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void keyStillServesWhatTheLibraryIsNotUsedFor() throws Exception {
        KeyPair pair = rsa();
        PrivateKey preferred = NativeRsa.prefer(pair.getPrivate());
        assertThat(preferred).isInstanceOf(RSAPrivateCrtKey.class);
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        pss.initSign(preferred);
        pss.update(CONTENT);
        byte[] signature = pss.sign();
        pss.initVerify(pair.getPublic());
        pss.update(CONTENT);

        assertThat(pss.verify(signature)).isTrue();
    }

    @Test
    void keysOfAnotherKindStayAsTheyAre() throws Exception {
        PrivateKey ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();

        assertThat(NativeRsa.prefer(ec)).isSameAs(ec);
    }
}
