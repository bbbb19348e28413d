package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The published messages through the decryption component over REST, and what it refuses. */
class DecryptionComponentIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path VECTORS = Path.of(System.getProperty("vectors.dir"), "pep");
    private static String api;
    private static String token;

    @BeforeAll
    static void up() throws IOException {
        token = NetworkUnderTest.get().state().decryptionToken();
        api = url("decryptie") + "/pep-crypto/api/v1/";
    }

    private static HttpResponse<String> post(String path, Map<String, Object> body, String bearer) throws Exception {
        return call("dvp", "POST", api + path, JSON.writeValueAsString(body),
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + bearer));
    }

    /** Path and field of each envelope of the scheme. */
    private static String path(String oid) {
        String suffix = oid.substring("2.16.528.1.1003.10.1.2.".length());
        return switch (suffix) {
            case "3", "7", "7.2" -> "signed-encrypted-identity";
            case "4", "8", "8.2" -> "signed-encrypted-pseudonym";
            case "6", "6.2" -> "signed-direct-encrypted-pseudonym";
            default -> "signed-direct-encrypted-identity";
        };
    }

    private static String field(String path) {
        StringBuilder field = new StringBuilder();
        for (String word : path.split("-")) {
            field.append(field.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return field.toString();
    }

    private static Map<String, Object> request(JsonNode keys, JsonNode vector) throws IOException {
        List<String> pems = new ArrayList<>();
        Map<String, String> schemeKeys = new HashMap<>();
        keys.properties().forEach(e -> {
            String text = new String(Base64.getDecoder().decode(e.getValue().asText()), StandardCharsets.US_ASCII);
            if (e.getKey().contains("_oin_" + vector.path("recipient").asText("99990020000000000001"))) {
                pems.add(text);
            } else if (text.contains("PUBLIC KEY")) {
                String[] p = e.getKey().replace(".pem", "").split("_");
                byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("(?s).*\\n\\n", "").replaceAll("-----.*", ""));
                byte[] point = java.util.Arrays.copyOfRange(der, der.length - 81, der.length);
                schemeKeys.put("urn:nl-gdi-eid:1.0:pp-key:TEST:" + p[2] + ":" + Map.of("ipp", "IP_P", "ppp", "PP_P", "u", "U").get(p[0])
                        + ":" + p[4], Base64.getEncoder().encodeToString(point));
            }
        });
        Map<String, Object> body = new HashMap<>(Map.of("serviceProviderKeys", pems, "schemeKeys", schemeKeys));
        if (vector.hasNonNull("authorizedParty")) {
            body.put("authorizedParty", vector.get("authorizedParty").asText());
        }
        return body;
    }

    @Test
    void publishedMessagesWhenSentThenPublishedResults() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(VECTORS), "no published vectors at " + VECTORS);
        JsonNode keys = JSON.readTree(VECTORS.resolve("keys.json").toFile());
        int checked = 0;
        for (JsonNode v : JSON.readTree(VECTORS.resolve("expected.json").toFile())) {
            String structure = Base64.getEncoder().encodeToString(Files.readAllBytes(VECTORS.resolve(v.get("file").asText())));
            Map<String, Object> body = request(keys, v);
            if (v.has("rejected")) {
                body.put("signedStructure", structure);
                assertThat(post("signed-structure", body, token).body()).isIn("SIGNATURE_VERIFICATION_FAILED",
                        "MATCHING_SERVICE_PROVIDER_KEY_REQUIRED");
                continue;
            }
            String path = path(v.get("envelopeOid").asText());
            body.put(field(path), structure);
            HttpResponse<String> answer = post(path, body, token);
            assertThat(answer.statusCode()).as(v.get("file").asText() + " " + answer.body()).isEqualTo(200);
            JsonNode result = JSON.readTree(answer.body());
            if (v.has("identity")) {
                assertThat(result.get("bsn").asText()).isEqualTo(v.get("identity").asText());
                assertThat(result.get("decryption_result").get("version").asText()).isEqualTo("01");
            } else {
                assertThat(result.get("decodedPseudonym").get("pseudonymValue").asText()).isEqualTo(v.get("pseudonymPointBase64").asText());
            }
            body.put("signedStructure", structure);
            assertThat(JSON.readTree(post("signed-structure", body, token).body()).get("kind").asText())
                    .isEqualTo(v.has("identity") ? "identity" : "pseudonym");
            String wrongPath = path.endsWith("identity") ? "signed-encrypted-pseudonym" : "signed-encrypted-identity";
            body.put(field(wrongPath), structure);
            assertThat(post(wrongPath, body, token).body()).isEqualTo("OID_NOT_SUPPORTED");
            checked++;
        }
        assertThat(checked).isEqualTo(14);
    }

    @Test
    void requestWhenWithoutTokenOrCertificateThenRefused() throws Exception {
        assertThat(post("signed-structure", Map.of(), "wrong").statusCode()).isEqualTo(401);
        assertThat(post("signed-structure", Map.of(), token).body()).isEqualTo("ASN1_SEQUENCE_DECODER");
        assertThat(post("signed-structure", Map.of("signedStructure", "%%%"), token).statusCode()).isEqualTo(500);
        assertThatThrownBy(() -> call(null, "POST", api + "signed-structure", "{}", Map.of())).isInstanceOf(IOException.class);
    }
}
