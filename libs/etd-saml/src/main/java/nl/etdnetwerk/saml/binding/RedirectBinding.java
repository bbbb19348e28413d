package nl.etdnetwerk.saml.binding;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SigningKey;

/** The redirect binding: DEFLATE, base64, and a detached RSA-SHA256 signature over the query (saml.md 1.4). */
public final class RedirectBinding {

    private static final String ALGORITHM = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String CLAUSE = "saml.md 1.4";
    /** The only encoding there is, and what no SAMLEncoding means (SAML bindings 3.4.4). */
    private static final String DEFLATE = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";
    private static final int MAX_INFLATED = 256 * 1024;

    /**
     * A message from a query.
     *
     * @param xml inflated bytes
     * @param relayState as sent
     */
    public record Received(byte[] xml, Optional<String> relayState) {}

    private RedirectBinding() {}

    /** The query of a signed request, to be put behind the destination and a question mark. */
    public static String query(byte[] unsignedXml, Optional<String> relayState, SigningKey key) {
        StringBuilder q = new StringBuilder("SAMLRequest=").append(encode(Base64.getEncoder().encodeToString(deflate(unsignedXml))));
        relayState.ifPresent(r -> q.append("&RelayState=").append(encode(r)));
        q.append("&SigAlg=").append(encode(ALGORITHM));
        try {
            Signature s = Signature.getInstance("SHA256withRSA");
            s.initSign(key.privateKey());
            s.update(q.toString().getBytes(StandardCharsets.US_ASCII));
            return q.append("&Signature=").append(encode(Base64.getEncoder().encodeToString(s.sign()))).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a query without verifying it; a finding REDIRECT_MALFORMED when it is no message. */
    public static Optional<Received> read(String rawQuery, Findings findings) {
        Optional<Map<String, String>> parameters = parameters(rawQuery);
        String message = parameters.map(p -> p.get("SAMLRequest")).orElse(null);
        try {
            String encoding = parameters.map(p -> p.get("SAMLEncoding")).map(RedirectBinding::decode).orElse(DEFLATE);
            if (message == null || !encoding.equals(DEFLATE)) {
                throw new IllegalArgumentException("SAMLRequest");
            }
            byte[] xml = inflate(Base64.getDecoder().decode(decode(message)));
            return Optional.of(new Received(xml, Optional.ofNullable(parameters.get().get("RelayState")).map(RedirectBinding::decode)));
        } catch (IllegalArgumentException | DataFormatException e) {
            findings.add("REDIRECT_MALFORMED", CLAUSE, "query", "one SAMLRequest, deflated and in base64, every parameter at most once",
                    "something else");
            return Optional.empty();
        }
    }

    /** Verifies the detached signature with any of the sender's certificates. */
    public static void verify(String rawQuery, Collection<X509Certificate> certificates, Findings findings) {
        Map<String, String> p = parameters(rawQuery).orElse(Map.of());
        if (!p.containsKey("Signature") || !p.containsKey("SigAlg")) {
            findings.add("SIGNATURE_MISSING", CLAUSE, "query/Signature", "SigAlg and Signature", "none");
            return;
        }
        if (!decode(p.get("SigAlg")).equals(ALGORITHM)) {
            findings.add("SIGNATURE_ALGORITHM", CLAUSE, "query/SigAlg", ALGORITHM, decode(p.get("SigAlg")));
            return;
        }
        String signed = "SAMLRequest=" + p.get("SAMLRequest") + (p.containsKey("RelayState") ? "&RelayState=" + p.get("RelayState") : "")
                + "&SigAlg=" + p.get("SigAlg");
        for (X509Certificate c : certificates) {
            try {
                Signature s = Signature.getInstance("SHA256withRSA");
                s.initVerify(c.getPublicKey());
                s.update(signed.getBytes(StandardCharsets.US_ASCII));
                if (s.verify(Base64.getDecoder().decode(decode(p.get("Signature"))))) {
                    return;
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // Not this certificate; when none fits the finding below says so.
            }
        }
        findings.add("SIGNATURE_INVALID", CLAUSE, "query/Signature", "a signature by the sender over this query",
                "one that does not verify");
    }

    private static Optional<Map<String, String>> parameters(String rawQuery) {
        Map<String, String> p = new LinkedHashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int eq = pair.indexOf('=');
            if (eq > 0 && p.put(pair.substring(0, eq), pair.substring(eq + 1)) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(p);
    }

    private static String encode(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }

    /** Decoded; what cannot be decoded stays as it is, and then is no algorithm, signature or message. */
    private static String decode(String s) {
        try {
            return URLDecoder.decode(s, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return s;
        }
    }

    private static byte[] deflate(byte[] in) {
        Deflater d = new Deflater(Deflater.BEST_COMPRESSION, true);
        d.setInput(in);
        d.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!d.finished()) {
            out.write(buffer, 0, d.deflate(buffer));
        }
        d.end();
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] in) throws DataFormatException {
        Inflater i = new Inflater(true);
        try {
            // One byte of padding, as the JDK asks for streams without a header.
            i.setInput(Arrays.copyOf(in, in.length + 1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!i.finished()) {
                int n = i.inflate(buffer);
                out.write(buffer, 0, n);
                if (out.size() > MAX_INFLATED || n == 0) {
                    throw new DataFormatException("too large or cut off");
                }
            }
            // The byte of padding need not be read; anything else is no part of the message.
            if (i.getRemaining() > 1) {
                throw new DataFormatException("more than one stream");
            }
            return out.toByteArray();
        } finally {
            i.end();
        }
    }
}
