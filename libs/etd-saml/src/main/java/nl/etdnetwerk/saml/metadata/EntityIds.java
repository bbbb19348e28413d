package nl.etdnetwerk.saml.metadata;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity IDs and service IDs of eTD, and the OIN in a certificate (saml.md 3.1). */
public final class EntityIds {

    private static final Pattern ENTITY = Pattern.compile("urn:etoegang:(DV|HM|AD|MR|EB|BO):([0-9]{20}):entities:([0-9]{4})");
    private static final Pattern SERVICE = Pattern.compile("urn:etoegang:DV:([0-9]{20}):services:([0-9]{1,5})");
    private static final Pattern SERIAL = Pattern.compile("(?:^|,)serialNumber=([^,]*)");

    private EntityIds() {}

    /** An entity ID in the range for tests. */
    public static String of(String role, String oin, int index) {
        return "urn:etoegang:" + role + ":" + oin + ":entities:" + index;
    }

    /** A service ID. */
    public static String service(String oin, int index) {
        return "urn:etoegang:DV:" + oin + ":services:" + index;
    }

    /** The OIN of a well-formed entity ID. */
    public static Optional<String> oin(String entityId) {
        Matcher m = ENTITY.matcher(entityId);
        return m.matches() ? Optional.of(m.group(2)) : Optional.empty();
    }

    /** The role of a well-formed entity ID: DV, HM, AD, MR, EB or BO. */
    public static Optional<String> role(String entityId) {
        Matcher m = ENTITY.matcher(entityId);
        return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /** The OIN of a well-formed service ID. */
    public static Optional<String> serviceOin(String serviceId) {
        Matcher m = SERVICE.matcher(serviceId);
        return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /** The subject serialNumber of a certificate. */
    public static Optional<String> oin(X509Certificate certificate) {
        Matcher m = SERIAL.matcher(certificate.getSubjectX500Principal().getName("RFC2253", Map.of("2.5.4.5", "serialNumber")));
        return m.find() ? Optional.of(m.group(1)).map(EntityIds::decode) : Optional.empty();
    }

    /** A directory name attribute that the JDK shows as hexadecimal DER. */
    private static String decode(String value) {
        return value.startsWith("#") && value.length() > 5
                ? new String(java.util.HexFormat.of().parseHex(value.substring(5)), java.nio.charset.StandardCharsets.US_ASCII)
                : value;
    }
}
