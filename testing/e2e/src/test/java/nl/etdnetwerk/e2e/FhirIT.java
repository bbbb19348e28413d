package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.TokenCaller.access;
import static nl.etdnetwerk.e2e.TokenCaller.search;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import ca.uhn.fhir.context.FhirVersionEnum;

/** The resource server of the DVZA: searches of the gegevensdiensten, what they find, and how they are refused (medmij.md 3). */
class FhirIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCT = "http://snomed.info/sct%7C";
    private static final String LOINC = "http://loinc.org%7C";
    private static final String CARE = "wijkzorgdelinde";
    private static String token;

    @BeforeAll
    static void up() throws Exception {
        NetworkUnderTest.get();
        token = access("roos", "ad-twee", CARE);
    }

    private static JsonNode found(String search) throws Exception {
        HttpResponse<String> answer = search("dvp", CARE, search, token);
        assertThat(answer.statusCode()).as(search + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<JsonNode> entries(JsonNode bundle, String mode) {
        List<JsonNode> all = new ArrayList<>();
        bundle.path("entry").forEach(e -> {
            if (e.at("/search/mode").asText().equals(mode)) {
                all.add(e);
            }
        });
        return all;
    }

    /** Searches of the gegevensdiensten with the type that each finds. */
    private static Map<String, String> searches() {
        Map<String, String> s = new LinkedHashMap<>();
        s.put("stu3/Patient?_include=Patient:general-practitioner", "Patient");
        s.put("stu3/Coverage?_include=Coverage:payor:Patient&_include=Coverage:payor:Organization", "Coverage");
        s.put("stu3/Consent?category=" + SCT + "11291000146105", "Consent");
        s.put("stu3/Condition", "Condition");
        s.put("stu3/Observation/$lastn?category=" + SCT + "118228005," + SCT + "384821006", "Observation");
        s.put("stu3/Observation/$lastn?code=" + SCT + "365508006", "Observation");
        s.put("stu3/Observation?code=" + SCT + "365980008", "Observation");
        s.put("stu3/Observation/$lastn?code=" + LOINC + "85354-9", "Observation");
        s.put("stu3/Observation/$lastn?code=" + LOINC + "8302-2," + LOINC + "8306-3", "Observation");
        s.put("stu3/Observation/$lastn?category=" + SCT + "275711006&_include=Observation:specimen", "Observation");
        s.put("stu3/NutritionOrder", "NutritionOrder");
        s.put("stu3/Flag", "Flag");
        s.put("stu3/AllergyIntolerance", "AllergyIntolerance");
        s.put("stu3/MedicationStatement?category=urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.3%7C6", "MedicationStatement");
        s.put("stu3/MedicationRequest?category=" + SCT + "16076005&_include=MedicationRequest:medication", "MedicationRequest");
        s.put("stu3/MedicationDispense?category=" + SCT + "422037009", "MedicationDispense");
        s.put("stu3/Immunization?status=completed", "Immunization");
        s.put("stu3/Procedure?category=" + SCT + "387713003", "Procedure");
        s.put("stu3/Encounter?class=http://hl7.org/fhir/v3/ActCode%7CIMP", "Encounter");
        s.put("stu3/EpisodeOfCare", "EpisodeOfCare");
        s.put("stu3/AllergyIntolerance?category=medication", "AllergyIntolerance");
        s.put("stu3/MedicationRequest?periodofuse=ge2026-01-01&category=" + SCT + "16076005", "MedicationRequest");
        s.put("stu3/Observation?code=https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen%7C&date=ge2025-01-01",
                "Observation");
        s.put("stu3/Composition?type=" + LOINC + "67781-5", "Composition");
        s.put("stu3/DocumentReference?status=current&indexed=ge2025-01-01&indexed=le2026-12-31", "DocumentReference");
        s.put("r4/Immunization?_include=Immunization:patient&_include=Immunization:performer&_include=Immunization:location",
                "Immunization");
        return s;
    }

    @Test
    void searchWhenOfAGegevensdienstThenAValidBundleOfThatType() throws Exception {
        Set<String> types = new TreeSet<>();
        for (Map.Entry<String, String> s : searches().entrySet()) {
            JsonNode bundle = found(s.getKey());
            FhirVersionEnum release = s.getKey().startsWith("r4") ? FhirVersionEnum.R4 : FhirVersionEnum.DSTU3;

            assertThat(FhirValidation.errors(release, bundle.toString())).as(s.getKey()).isEmpty();
            assertThat(bundle.path("type").asText()).isEqualTo("searchset");
            assertThat(entries(bundle, "match")).as(s.getKey()).isNotEmpty().hasSize(bundle.path("total").asInt())
                    .allSatisfy(e -> assertThat(e.at("/resource/resourceType").asText()).isEqualTo(s.getValue()))
                    .allSatisfy(e -> assertThat(e.path("fullUrl").asText()).isEqualTo(url("dvza") + "/fhir/" + CARE
                            + s.getKey().replaceFirst("^(r4|stu3)/.*", "/$1/") + s.getValue() + "/" + e.at("/resource/id").asText()));
            types.add(s.getValue());
        }
        assertThat(types).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void searchWhenItAsksSomethingElseThenItFindsNothing() throws Exception {
        for (String search : List.of("stu3/Immunization?status=entered-in-error",
                "stu3/Encounter?class=http://hl7.org/fhir/v3/ActCode%7CAMB",
                "stu3/Procedure?category=" + SCT + "1", "stu3/Consent?category=" + SCT + "1",
                "stu3/DocumentReference?status=superseded", "stu3/DocumentReference?status=current&indexed=ge2999-01-01",
                "stu3/Observation?code=http://elders%7C85354-9", "stu3/Observation?code=" + LOINC + "85354-9&date=le1999-12-31",
                "stu3/MedicationRequest?periodofuse=le1999-12-31&category=" + SCT + "16076005", "stu3/Appointment?status=booked",
                "stu3/DeviceUseStatement",
                "stu3/ProcedureRequest?status=active", "stu3/ImmunizationRecommendation", "stu3/DeviceRequest?status=active")) {
            JsonNode bundle = found(search);
            assertThat(bundle.path("total").asInt()).as(search).isZero();
            assertThat(bundle.path("entry")).as(search).isEmpty();
        }
    }

    @Test
    void includeWhenAskedThenWhatMatchesReferToComesAlongAndCanBeRead() throws Exception {
        Map<String, String> along = new HashMap<>();
        for (String search : List.of("stu3/Patient?_include=Patient:general-practitioner",
                "stu3/Coverage?_include=Coverage:payor:Patient&_include=Coverage:payor:Organization",
                "stu3/MedicationRequest?_include=MedicationRequest:medication",
                "r4/Immunization?_include=Immunization:patient&_include=Immunization:performer&_include=Immunization:location")) {
            List<JsonNode> included = entries(found(search), "include");
            assertThat(included).as(search).isNotEmpty();
            if (search.contains("performer")) {
                assertThat(included).extracting(e -> e.at("/resource/resourceType").asText()).contains("Practitioner", "Patient",
                        "Location");
            }
            included.forEach(e -> along.put(e.path("fullUrl").asText(), e.at("/resource/resourceType").asText()));
            assertThat(entries(found(search.replaceAll("[?].*", "")), "include")).as(search).isEmpty();
        }

        // The insured person is who is covered, and not who pays.
        assertThat(entries(found("stu3/Coverage?_include=Coverage:payor:Patient"), "include")).isEmpty();
        JsonNode self = found("stu3/Coverage?_include=Coverage:payor:Organization").at("/link/0");
        assertThat(self.path("relation").asText()).isEqualTo("self");
        assertThat(self.path("url").asText()).endsWith("/stu3/Coverage?_include=Coverage%3Apayor%3AOrganization");

        assertThat(along.values()).contains("Practitioner", "Patient", "Organization", "Medication", "Location");
        for (Map.Entry<String, String> e : along.entrySet()) {
            HttpResponse<String> read = search("dvp", CARE, e.getKey().substring((url("dvza") + "/fhir/" + CARE + "/").length()), token);
            assertThat(read.statusCode()).as(e.getKey()).isEqualTo(200);
            assertThat(JSON.readTree(read.body()).path("resourceType").asText()).isEqualTo(e.getValue());
        }
        assertThat(search("dvp", CARE, "stu3/Patient/elders", token).statusCode()).isEqualTo(404);
    }

    @Test
    void searchWhenAtAnotherZorgaanbiederThenOtherDataOfTheSamePerson() throws Exception {
        String hospital = access("roos", "ad-twee", "ziekenhuishetduin");
        JsonNode there = JSON.readTree(search("dvp", "ziekenhuishetduin", "stu3/Patient", hospital).body()).at("/entry/0/resource");
        JsonNode here = found("stu3/Patient").at("/entry/0/resource");

        assertThat(there.path("birthDate")).isEqualTo(here.path("birthDate"));
        // Nobody can tell by the id that it is the same person.
        assertThat(there.path("id")).isNotEqualTo(here.path("id"));
        assertThat(there.at("/managingOrganization/display").asText()).isEqualTo("ziekenhuishetduin");
        String search = "stu3/Observation?code=" + LOINC + "85354-9";
        assertThat(JSON.readTree(search("dvp", "ziekenhuishetduin", search, hospital).body()).at("/entry/0/resource/component"))
                .isNotEqualTo(found(search).at("/entry/0/resource/component"));
    }

    @Test
    void searchWhenOfAnotherGegevensdienstInTheSameReleaseThenForbidden() throws Exception {
        String gp = access("roos", "ad-twee", CARE + "~49");

        assertThat(search("dvp", CARE, "stu3/EpisodeOfCare", gp).statusCode()).isEqualTo(200);
        for (String other : List.of("stu3/Condition", "stu3/Flag", "stu3/DocumentReference?status=current",
                "stu3/Binary/document-1", "stu3/Observation/$lastn?code=" + LOINC + "85354-9")) {
            HttpResponse<String> answer = search("dvp", CARE, other, gp);
            assertThat(answer.statusCode()).as(other).isEqualTo(403);
            assertThat(JSON.readTree(answer.body()).at("/issue/0/code").asText()).isEqualTo("forbidden");
        }
    }

    @Test
    void searchWhenNotAsItShouldThenAnOperationOutcomeSaysWhy() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("stu3/Patient?patient=1", "invalid");
        wrong.put("stu3/Condition?subject:Patient.identifier=1", "invalid");
        wrong.put("stu3/Observation?date=gisteren", "invalid");
        wrong.put("stu3/DocumentReference?status=current&indexed=xx2026-01-01", "invalid");
        wrong.put("stu3/Condition?code=1", "not-supported");
        wrong.put("stu3/Patient?_include=Patient:link", "not-supported");
        wrong.put("stu3/DocumentManifest?status=current", "not-supported");
        wrong.put("stu3/Account", "not-supported");
        for (Map.Entry<String, String> w : wrong.entrySet()) {
            HttpResponse<String> answer = search("dvp", CARE, w.getKey(), token);
            assertThat(answer.statusCode()).as(w.getKey()).isEqualTo(w.getValue().equals("invalid") ? 400 : 404);
            assertThat(JSON.readTree(answer.body()).path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(JSON.readTree(answer.body()).at("/issue/0/code").asText()).as(w.getKey()).isEqualTo(w.getValue());
        }
    }

    @Test
    void searchWhenWithoutAVersionOrAnIdThenRefused() throws Exception {
        Map<String, String> all = Map.of("Authorization", "Bearer " + token, "Accept", "application/fhir+json; fhirVersion=3.0",
                "MedMij-Request-ID", UUID.randomUUID().toString(), "X-Correlation-ID", UUID.randomUUID().toString());
        assertThat(condition(all).statusCode()).isEqualTo(200);
        for (String left : List.of("Accept", "MedMij-Request-ID", "X-Correlation-ID")) {
            Map<String, String> rest = new HashMap<>(all);
            rest.remove(left);
            assertThat(condition(rest).statusCode()).as(left).isEqualTo(400);
        }
        Map<String, String> other = new HashMap<>(all);
        other.put("Accept", "application/fhir+json; fhirVersion=4.0");
        assertThat(JSON.readTree(condition(other).body()).at("/issue/0/code").asText()).isEqualTo("not-supported");
        other.put("Accept", "application/fhir+xml; fhirVersion=3.0");
        assertThat(condition(other).body()).startsWith("<Bundle xmlns=\"http://hl7.org/fhir\">");
    }

    private static HttpResponse<String> condition(Map<String, String> headers) throws IOException, InterruptedException {
        return call("dvp", "GET", url("dvza") + "/fhir/" + CARE + "/stu3/Condition", "", headers);
    }
}
