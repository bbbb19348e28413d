package nl.etdnetwerk.decryption;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Body.CarriesPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Decrypted.Pseudonym;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.ExtraElement;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.MigrationIntermediaryPseudonym;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/**
 * Structures as the JSON of the scheme's component has them (bsnk.md 4.5): the fields of the ASN.1 by their names, versions as text, points
 * and octets in base64; what is not there is left out.
 */
final class DecodedStructures {

    private static final String NOTATION = "notationIdentifier";

    private DecodedStructures() {}

    /** A signed structure: {@code notationIdentifier}, the signed part by its name, {@code signatureValue}. */
    static Map<String, Object> of(SignedMessage m) {
        Map<String, Object> signed = new LinkedHashMap<>();
        signed.put(bodyName(m.body()), body((Body.Encrypted) m.body()));
        signed.put("auditElement", base64(m.content().auditElement()));
        m.content().signingKeyVersion().ifPresent(v -> signed.put("signingKeyVersion", Long.toString(v)));
        m.content().issuanceDate().ifPresent(d -> signed.put("issuanceDate", d));
        if (!m.content().extraElements().isEmpty()) {
            signed.put("extraElements", m.content().extraElements().stream().map(DecodedStructures::extraElement).toList());
        }
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("signatureType", m.signature().kind().oid());
        signature.put("r", base64(m.signature().r().toByteArray()));
        signature.put("s", base64(m.signature().s().toByteArray()));
        Map<String, Object> d = new LinkedHashMap<>();
        d.put(NOTATION, m.envelope().oid());
        d.put(signedName(m.body()), signed);
        d.put("signatureValue", signature);
        return d;
    }

    private static String signedName(Body body) {
        return switch (bodyName(body)) {
            case "encryptedIdentity" -> "signedEI";
            case "directEncryptedIdentity" -> "signedDEI";
            case "encryptedPseudonym" -> "signedEP";
            default -> "signedDEP";
        };
    }

    private static String bodyName(Body body) {
        if (body instanceof EncryptedIdentity) {
            return "encryptedIdentity";
        } else if (body instanceof DirectEncryptedIdentity) {
            return "directEncryptedIdentity";
        }
        return body instanceof EncryptedPseudonym ? "encryptedPseudonym" : "directEncryptedPseudonym";
    }

    private static Map<String, Object> body(Body.Encrypted body) {
        Header h = body.header();
        Map<String, Object> d = new LinkedHashMap<>();
        d.put(NOTATION, body.oid());
        d.put("schemeVersion", Integer.toString(h.schemeVersion()));
        d.put("schemeKeySetVersion", Long.toString(h.schemeKeySetVersion()));
        d.put("creator", h.creator());
        d.put("recipient", h.recipient());
        d.put("recipientKeySetVersion", Long.toString(h.recipientKeySetVersion()));
        if (body instanceof CarriesPseudonym p) {
            d.put("type", p.type().name());
            p.diversifier().ifPresent(x -> d.put("diversifier", diversifier(x)));
        }
        d.put("points", Stream.of(body.points().a(), body.points().b(), body.points().c()).map(Point::encode).map(DecodedStructures::base64)
                .toList());
        if (body instanceof DirectEncryptedPseudonym dep) {
            dep.authorizedParty().ifPresent(a -> d.put("authorizedParty", a));
        } else if (body instanceof DirectEncryptedIdentity dei) {
            d.put("authorizedParty", dei.authorizedParty());
        }
        return d;
    }

    private static Map<String, Object> extraElement(ExtraElement e) {
        Object value;
        if (e instanceof ExtraElement.Text t) {
            value = t.value();
        } else if (e instanceof ExtraElement.Number n) {
            value = n.value();
        } else {
            value = base64(((ExtraElement.Bytes) e).value());
        }
        return pair(e.key(), value);
    }

    private static List<Map<String, Object>> diversifier(Diversifier d) {
        List<Map<String, Object>> all = new ArrayList<>();
        d.entries().forEach(e -> all.add(pair(e.key(), e.value())));
        return all;
    }

    private static Map<String, Object> pair(String key, Object value) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("key", key);
        d.put("value", value);
        return d;
    }

    /** A decrypted pseudonym. */
    static Map<String, Object> of(Pseudonym p) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put(NOTATION, Pseudonym.OID);
        d.put("schemeVersion", "1");
        d.put("schemeKeySetVersion", Long.toString(p.schemeKeySetVersion()));
        d.put("recipient", p.recipient());
        d.put("recipientKeySetVersion", Long.toString(p.closingKeySetVersion()));
        d.put("type", p.type().name());
        d.put("pseudonymValue", base64(p.point().encode()));
        p.diversifier().ifPresent(x -> d.put("diversifier", diversifier(x)));
        return d;
    }

    /** A pseudonym halfway between two service providers. */
    static Map<String, Object> of(MigrationIntermediaryPseudonym m) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put(NOTATION, MigrationIntermediaryPseudonym.OID);
        d.put("schemeVersion", "1");
        d.put("schemeKeySetVersion", Long.toString(m.schemeKeySetVersion()));
        d.put("source", m.source());
        d.put("sourceKeySetVersion", Long.toString(m.sourceKeySetVersion()));
        d.put("target", m.target());
        d.put("targetKeySetVersion", Long.toString(m.targetKeySetVersion()));
        d.put("migrationID", m.migrationId());
        d.put("type", m.type().name());
        d.put("pseudonymValue", base64(m.point().encode()));
        m.diversifier().ifPresent(x -> d.put("diversifier", diversifier(x)));
        return d;
    }

    static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
