package nl.etdnetwerk.dvza.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.hl7.fhir.instance.model.api.IBaseResource;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.parser.IParser;
import nl.etdnetwerk.dvza.data.Patients.PatientRecord;

/** The releases of FHIR that gegevensdiensten use (medmij.md 3.4). */
enum FhirRelease {
    /** Release 3. */
    STU3("stu3", "3.0", FhirContext.forDstu3()),
    /** Release 4. */
    R4("r4", "4.0", FhirContext.forR4());

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private final String path;
    private final String version;
    private final FhirContext context;

    FhirRelease(String path, String version, FhirContext context) {
        this.path = path;
        this.version = version;
        this.context = context;
        // Of the hundreds of types in a release a handful is used here.
        context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
    }

    /** The release of an address. */
    static Optional<FhirRelease> of(String path) {
        return Arrays.stream(values()).filter(r -> r.path.equals(path)).findFirst();
    }

    /** Part of the address. */
    String path() {
        return path;
    }

    /** Value of fhirVersion in a media type. */
    String version() {
        return version;
    }

    /** Whether an Accept header asks for this release (medmij.md 3.1). */
    boolean isAsked(String accept) {
        return accept != null && accept.replace("\"", "").replace(" ", "").contains("fhirVersion=" + version);
    }

    /** The searchset of a person's resources; empty for nobody. */
    IBaseResource search(Optional<PatientRecord> person, UUID handle, String zorgaanbieder, Search search, String base) {
        if (this == R4) {
            Optional<R4Data> data = person.map(p -> new R4Data(p, handle, zorgaanbieder));
            List<org.hl7.fhir.r4.model.Resource> matches = data.map(d -> d.search(search)).orElse(List.of());
            return Bundles.r4(base, search.address(base), matches,
                    data.map(d -> Includes.of(context, search, matches, d.all())).orElse(List.of()));
        }
        Optional<Stu3Data> data = person.map(p -> new Stu3Data(p, handle, zorgaanbieder));
        List<org.hl7.fhir.dstu3.model.Resource> matches = data.map(d -> d.search(search)).orElse(List.of());
        return Bundles.stu3(base, search.address(base), matches,
                data.map(d -> Includes.of(context, search, matches, d.all())).orElse(List.of()));
    }

    /** One resource of a person's. */
    Optional<? extends IBaseResource> read(PatientRecord person, UUID handle, String zorgaanbieder, String type, String id) {
        return this == R4
                ? new R4Data(person, handle, zorgaanbieder).read(type, id)
                : new Stu3Data(person, handle, zorgaanbieder).read(type, id);
    }

    /** An OperationOutcome with one issue. */
    IBaseResource outcome(String code, String text) {
        return this == R4 ? Bundles.r4Outcome(code, text) : Bundles.stu3Outcome(code, text);
    }

    /** A resource as text: JSON, or XML for who asks nothing else. */
    String text(IBaseResource resource, String accept) {
        IParser parser = isXml(accept) ? context.newXmlParser() : context.newJsonParser();
        return parser.encodeResourceToString(resource);
    }

    /** The media type that goes with it. */
    String mediaType(String accept) {
        return (isXml(accept) ? XML : JSON) + "; fhirVersion=" + version;
    }

    private static boolean isXml(String accept) {
        return accept != null && accept.contains(XML) && !accept.contains(JSON);
    }
}
