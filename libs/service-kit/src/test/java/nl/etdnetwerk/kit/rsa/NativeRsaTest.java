package nl.etdnetwerk.kit.rsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a machine without the library there is nothing to show, which the message says. */
class NativeRsaTest {

    private static final byte[] CONTENT = {1, 2, 3};

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

    @Test
    void verificationStaysWithTheJdk() throws Exception {
        KeyPair pair = rsa();
        Signature s = Signature.getInstance("SHA256withRSA");
        s.initVerify(pair.getPublic());
        s.update(CONTENT);

        assertThat(s.verify(sign(NativeRsa.prefer(pair.getPrivate()), "EtdNativeRsa"))).isTrue();
        assertThat(s.getProvider().getName()).isEqualTo("SunRsaSign");
    }

    @Test
    void keyStillServesWhatTheLibraryIsNotUsedFor() throws Exception {
        KeyPair pair = rsa();
        PrivateKey preferred = NativeRsa.prefer(pair.getPrivate());
        assertThat(preferred).isInstanceOf(RSAPrivateCrtKey.class);
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new java.security.spec.PSSParameterSpec("SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
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
