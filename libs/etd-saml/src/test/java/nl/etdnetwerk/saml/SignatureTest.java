package nl.etdnetwerk.saml;

import static nl.etdnetwerk.saml.TestParties.DV;
import static nl.etdnetwerk.saml.TestParties.NOW;
import static nl.etdnetwerk.saml.TestParties.OTHER_DV;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.message.AuthnRequest;

/** Enveloped signatures by the XML signature API of Java, beside our own way of making them (saml.md 1.11, 7.1). */
class SignatureTest {

    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String ENVELOPED = Transform.ENVELOPED;
    private static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;

    /**
     * How a request is signed.
     *
     * @param uris of the references; # stands for the id of the request
     * @param keyName null for none at all
     */
    private record Way(String method, String canonicalization, String digest, List<String> transforms, List<String> uris, Key key,
            String keyName, boolean withCertificate) {

        static final Way RIGHT = new Way(RSA_SHA256, EXCLUSIVE, SHA256, List.of(ENVELOPED, EXCLUSIVE), List.of("#"),
                DV.key().privateKey(), DV.key().keyName(), false);

        Way method(String m, Key k) {
            return new Way(m, canonicalization, digest, transforms, uris, k, keyName, withCertificate);
        }

        Way canonicalization(String c) {
            return new Way(method, c, digest, transforms, uris, key, keyName, withCertificate);
        }

        Way digest(String d) {
            return new Way(method, canonicalization, d, transforms, uris, key, keyName, withCertificate);
        }

        Way transforms(String... t) {
            return new Way(method, canonicalization, digest, List.of(t), uris, key, keyName, withCertificate);
        }

        Way uris(String... u) {
            return new Way(method, canonicalization, digest, transforms, List.of(u), key, keyName, withCertificate);
        }

        Way keyName(String name) {
            return new Way(method, canonicalization, digest, transforms, uris, key, name, withCertificate);
        }

        Way byOther(boolean certificate) {
            return new Way(method, canonicalization, digest, transforms, uris, OTHER_DV.key().privateKey(), null, certificate);
        }
    }

    private static byte[] signed(Way way) throws Exception {
        DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
        builders.setNamespaceAware(true);
        Document document = builders.newDocumentBuilder()
                .parse(new ByteArrayInputStream(DV.writer().unsigned(TestParties.request())));
        Element root = document.getDocumentElement();
        root.setIdAttribute("ID", true);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        List<Transform> transforms = new ArrayList<>();
        for (String t : way.transforms()) {
            transforms.add(factory.newTransform(t, (TransformParameterSpec) null));
        }
        List<Reference> references = new ArrayList<>();
        for (String uri : way.uris()) {
            references.add(factory.newReference(uri.equals("#") ? "#" + root.getAttribute("ID") : uri,
                    factory.newDigestMethod(way.digest(), null), transforms, null, null));
        }
        KeyInfoFactory infos = factory.getKeyInfoFactory();
        List<javax.xml.crypto.XMLStructure> info = new ArrayList<>();
        if (way.keyName() != null) {
            info.add(infos.newKeyName(way.keyName()));
        }
        if (way.withCertificate()) {
            info.add(infos.newX509Data(List.of(OTHER_DV.key().certificate())));
        }
        KeyInfo keyInfo = info.isEmpty() ? null : infos.newKeyInfo(info);
        DOMSignContext context = new DOMSignContext(way.key(), root, root.getFirstChild().getNextSibling());
        context.setDefaultNamespacePrefix("ds");
        factory.newXMLSignature(
                factory.newSignedInfo(factory.newCanonicalizationMethod(way.canonicalization(), (C14NMethodParameterSpec) null),
                        factory.newSignatureMethod(way.method(), null), references),
                keyInfo).sign(context);
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(text));
        return text.toString().replaceFirst("<\\?xml[^>]*\\?>", "").getBytes(StandardCharsets.UTF_8);
    }

    private static Validated<AuthnRequest> validate(Way way) throws Exception {
        return TestParties.requestValidation().authnRequest(signed(way), NOW);
    }

    private static List<String> codes(Validated<?> v) {
        return v.findings().stream().map(Finding::code).toList();
    }

    @ParameterizedTest
    @CsvSource({"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256,http://www.w3.org/2001/04/xmlenc#sha256",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384,http://www.w3.org/2001/04/xmldsig-more#sha384",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512,http://www.w3.org/2001/04/xmlenc#sha512"})
    void signatureWhenMadeElsewhereByTheProfileThenHolds(String method, String digest) throws Exception {
        assertThat(validate(Way.RIGHT.method(method, DV.key().privateKey()).digest(digest)).findings()).isEmpty();
    }

    @Test
    void signatureWhenItNamesNoKeyThenEveryKeyOfTheSenderIsTried() throws Exception {
        assertThat(validate(Way.RIGHT.keyName(null)).findings()).isEmpty();
        assertThat(codes(validate(Way.RIGHT.keyName("")))).containsExactly("SIGNATURE_KEY_UNKNOWN");
        assertThat(codes(validate(Way.RIGHT.keyName("0123456789")))).containsExactly("SIGNATURE_KEY_UNKNOWN");
    }

    @Test
    void signatureWhenByAnotherKeyThenItsCertificateInTheMessageDoesNotHelp() throws Exception {
        assertThat(codes(validate(Way.RIGHT.byOther(true)))).containsExactly("SIGNATURE_INVALID");
        assertThat(codes(validate(Way.RIGHT.byOther(true).keyName(DV.key().keyName())))).containsExactly("SIGNATURE_INVALID");
    }

    static Stream<Arguments> wrongWays() throws Exception {
        Key publicAsSecret = new SecretKeySpec(DV.key().certificate().getPublicKey().getEncoded(), "HmacSHA256");
        Key ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        Key dsa = KeyPairGenerator.getInstance("DSA").generateKeyPair().getPrivate();
        return Stream.of(Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.method(SignatureMethod.RSA_SHA1, DV.key().privateKey())),
                Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.digest(DigestMethod.SHA1)),
                Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.method("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", publicAsSecret)),
                Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", ec)),
                Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.method("http://www.w3.org/2009/xmldsig11#dsa-sha256", dsa)),
                Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.canonicalization(CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS)),
                Arguments.of("SIGNATURE_ALGORITHM", Way.RIGHT.canonicalization(CanonicalizationMethod.INCLUSIVE)),
                Arguments.of("SIGNATURE_PROFILE", Way.RIGHT.transforms(ENVELOPED)),
                Arguments.of("SIGNATURE_PROFILE", Way.RIGHT.transforms(ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS)),
                Arguments.of("SIGNATURE_PROFILE", Way.RIGHT.transforms(ENVELOPED, CanonicalizationMethod.INCLUSIVE)),
                Arguments.of("SIGNATURE_PROFILE", Way.RIGHT.transforms(ENVELOPED, EXCLUSIVE, EXCLUSIVE)),
                Arguments.of("SIGNATURE_PROFILE", Way.RIGHT.uris("")),
                Arguments.of("SIGNATURE_PROFILE", Way.RIGHT.uris("#", "#")));
    }

    @ParameterizedTest
    @MethodSource("wrongWays")
    void signatureWhenNotByTheProfileThenRefusedThoughItVerifies(String code, Way way) throws Exception {
        Validated<AuthnRequest> read = validate(way);

        assertThat(codes(read)).contains(code).doesNotContain("SIGNATURE_INVALID");
        assertThat(read.valid()).isEmpty();
    }

    /** Transforms that a signature may name, and that nobody may run. */
    @ParameterizedTest
    @CsvSource({"http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/2002/06/xmldsig-filter2"})
    void signatureWhenItsTransformIsAProgramThenRefused(String transform) throws Exception {
        String right = new String(signed(Way.RIGHT), StandardCharsets.UTF_8);
        String changed = right.replaceFirst("Algorithm=\"" + ENVELOPED + "\"", "Algorithm=\"" + transform + "\"");

        assertThat(changed).isNotEqualTo(right);
        assertThat(codes(TestParties.requestValidation().authnRequest(changed.getBytes(StandardCharsets.UTF_8), NOW)))
                .containsExactly("SIGNATURE_PROFILE");
    }
}
