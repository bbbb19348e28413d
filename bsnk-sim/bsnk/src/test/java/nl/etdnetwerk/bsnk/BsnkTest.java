package nl.etdnetwerk.bsnk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.bsnk.keys.ClosingKeys;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkMessages;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.xml.HardenedSchema;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.HostileXml;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** BSNk and BRP alone: who may ask what, and what hostile messages get. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "bsnk"))
class BsnkTest {

    private static final String XML = "text/xml";

    private static String signed(String by, String name) throws IOException {
        return signed(by, name, Instant.now());
    }

    private static String signed(String by, String name, Instant at, BsnkElement... children) throws IOException {
        BsnkElement request = BsnkElement.parent(name, Map.of("RequestID", "_1", "DateTime", at.truncatedTo(ChronoUnit.SECONDS).toString()),
                children);
        return new String(BsnkMessages.write(request, BsnkElement.NAMESPACE + ":" + name, Caller.browser().publicUrl() + "/bsnk/activate",
                GivenNetwork.key(Caller.state(), by)), java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate", "dep", "transform", "dv-keys"})
    void messageWhenHostileThenSyntaxErrorThatShowsNothingOfIt(String service) {
        for (String document : HostileXml.documents()) {
            var answer = Caller.as("ad-een").post("/bsnk/" + service, XML, document);

            assertThat(answer.statusCode()).as(document.substring(0, Math.min(60, document.length()))).isIn(413, 500);
            assertThat(answer.body()).doesNotContain("root:", "aaaaaaaaaaaaaaaaaaaa", "Exception");
            assertThat(answer.body()).containsAnyOf("SyntaxError", "\"code\":\"HTTP_413\"");
        }
        assertThat(Caller.browser().post("/bsnk/" + service, XML, "<x/>").statusCode()).isEqualTo(401);
    }

    @Test
    void messageWhenSignedByAnotherThanBringsItThenRefused() throws IOException {
        String message = signed("ad-een", "ProvidePPRequest");

        assertThat(Caller.as("ad-twee").post("/bsnk/activate", XML, message).body()).contains("Fault").doesNotContain("Response");
        assertThat(Caller.as("ad-een").post("/bsnk/activate", XML, message.replace(":ProvidePPRequest</wsa:Action>", ":Other</wsa:Action>"))
                .body()).contains("SyntaxError: the wsa:Action is not that of the message");
        // At another service the same message is no operation.
        assertThat(Caller.as("ad-een").post("/bsnk/dep", XML, message).body()).contains("SyntaxError");
    }

    @Test
    void messageWhenNotAsDescribedThenSaysWhereAndNoValue() throws IOException {
        BsnkElement requester = BsnkElement.of("Requester",
                EntityIds.oin(GivenNetwork.key(Caller.state(), "ad-een").certificate()).orElseThrow());
        BsnkElement version = BsnkElement.of("RequesterKeySetVersion", "20260314");

        assertThat(activated(Instant.now(), requester, version, BsnkElement.of("BSN", "90009522")))
                .contains("SyntaxError: cvc-pattern-valid at BSN").doesNotContain("90009522");
        assertThat(activated(Instant.now(), requester, version, BsnkElement.of("Bsn", "900095222")))
                .contains("cvc-complex-type.2.4.a: ", "Bsn", "EncryptedBSN").doesNotContain("900095222");
        assertThat(activated(Instant.now().minusSeconds(600), requester, version, BsnkElement.of("BSN", "900095222")))
                .contains("SyntaxError: DateTime is more than 300 seconds from now").doesNotContain("900095222");
    }

    private static String activated(Instant at, BsnkElement... children) throws IOException {
        return Caller.as("ad-een").post("/bsnk/activate", XML, signed("ad-een", "ProvidePPRequest", at, children)).body();
    }

    /** A program that is refused before its request comes anywhere is told so in words too (RFC 9457). */
    @ParameterizedTest
    @CsvSource({"GET,/nergens,404", "GET,/bsnk/activate,405", "POST,/brp/document,415"})
    void requestWhenItComesNowhereThenAProblem(String method, String path, int status) throws IOException {
        var answer = method.equals("GET") ? Caller.as("ad-een").get(path) : Caller.as("ad-een").post(path, "text/plain", "x");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo("HTTP_" + status);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
    }

    @Test
    void brpWhenNotAskedByAnAdThenForbiddenAndWhenNobodyFitsNotFound() throws IOException {
        var person = Caller.state().persons().get(0);
        Map<String, String> query = new HashMap<>(
                Map.of("type", person.documentType(), "number", person.documentNumber(), "dateOfBirth", person.dateOfBirth()));
        ObjectMapper json = new ObjectMapper();

        for (String other : List.of("hm", "dvp", "dvza", "za-huisartsdebron")) {
            assertThat(Caller.as(other).post("/brp/document", "application/json", json.writeValueAsString(query)).statusCode()).as(other)
                    .isEqualTo(403);
        }
        assertThat(Caller.browser().post("/brp/document", "application/json", json.writeValueAsString(query)).statusCode()).isEqualTo(401);
        var found = Caller.as("ad-een").post("/brp/document", "application/json", json.writeValueAsString(query));
        assertThat(json.readTree(found.body()).get("bsn").asText()).isEqualTo(person.bsn());
        query.put("dateOfBirth", "1901-01-01");
        assertThat(Caller.as("ad-een").post("/brp/document", "application/json", json.writeValueAsString(query)).statusCode())
                .isEqualTo(404);
        assertThat(Caller.as("ad-een").post("/brp/document", "application/json", "{").statusCode()).isEqualTo(400);
        assertThat(Caller.as("ad-een").post("/brp/document", "application/json", "null").statusCode()).isEqualTo(400);
        assertThat(Caller.as("ad-een").post("/brp/document", "application/json", "{}").statusCode()).isIn(400, 404);
    }

    @Test
    void descriptionWhenFetchedThenWsdlWithOurAddress() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        for (String service : List.of("activate", "dep", "transform", "dv-keys")) {
            String wsdl = Caller.browser().get("/bsnk/" + service + ".wsdl").body();
            var root = factory.newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(wsdl.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .getDocumentElement();
            assertThat(root.getNodeName()).endsWith("definitions");
            // Whoever makes a client of it has nothing else to look for.
            var schemas = root.getElementsByTagNameNS("*", "schema");
            assertThat(HardenedSchema.of(IntStream.range(0, schemas.getLength()).mapToObj(i -> new DOMSource(schemas.item(i)))
                    .toArray(Source[]::new)).violations((Element) schemas.item(0))).as(service).isNotEmpty();
            assertThat(wsdl).contains(Caller.browser().publicUrl());
        }
        assertThat(Caller.browser().get("/bsnk/onbekend.wsdl").statusCode()).isEqualTo(404);
        // Names as published (bsnk.md 4.1).
        assertThat(Caller.browser().get("/bsnk/activate.wsdl").body()).contains("<wsdl:service name=\"BSNK_Activate_Service\"",
                "<wsdl:port name=\"BSNK_Activate\"", "<wsdl:portType name=\"BSNK_Activate_Port\"",
                "<wsdl:binding name=\"BSNK_Activate_SOAP\"",
                "operation name=\"BSNK_ProvidePP_PPCAOptimized\"", "soapAction=\"urn:nl-gdi-eid:1.0:webservices:ProvidePPRequest\"",
                "fault name=\"BSNK_ProvidePolymorphic_Fault\"");
        assertThat(Caller.browser().get("/bsnk/dep.wsdl").body()).contains("<wsdl:service name=\"BSNK_DEP_Service\"",
                "<wsdl:port name=\"BSNK_DEP\"", "<wsdl:portType name=\"BSNK_DEP_Port\"", "fault name=\"BSNK_ProvideDEP_Fault\"");
    }

    @Inject
    ClosingKeys closing;

    /** A pseudonym outlives the certificate of who it is for (bsnk.md 2.7). */
    @Test
    void closingKeyWhenTheCertificateIsAnotherThenTheFirstStays() {
        assertThat(closing.versions("99990009000000000077", 20260301)).containsExactly(20260301L);
        assertThat(closing.versions("99990009000000000077", 20270301)).containsExactly(20260301L, 20270301L);
        assertThat(closing.versions("99990009000000000077", 20260301)).containsExactly(20260301L);
        assertThat(closing.versions("99990009000000000078", 20270301)).containsExactly(20270301L);
    }

    @Test
    void schemeKeysWhenFetchedThenReadableAndTheSameEveryTime() throws IOException {
        ObjectMapper json = new ObjectMapper();
        String first = Caller.as("hm").get("/scheme-keys").body();
        Map<String, String> keys = new HashMap<>();
        json.readTree(first).properties().forEach(e -> keys.put(e.getKey(), e.getValue().asText()));

        assertThat(SchemePublicKeys.parse(keys)).isNotNull();
        assertThat(keys).isNotEmpty();
        assertThat(Caller.as("hm").get("/scheme-keys").body()).isEqualTo(first);
    }
}
