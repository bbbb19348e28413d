package nl.etdnetwerk.dvza.resource;

import java.util.List;

import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.OperationOutcome;

/** Searchsets and outcomes in both releases. */
final class Bundles {

    private Bundles() {}

    /**
     * A searchset.
     *
     * @param base address of the FHIR endpoint, ending with a slash
     * @param self address of the search, as it was understood
     * @param along what matches refer to and was asked along; not counted in the total
     */
    static Bundle stu3(String base, String self, List<org.hl7.fhir.dstu3.model.Resource> matches,
            List<org.hl7.fhir.dstu3.model.Resource> along) {
        Bundle b = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(matches.size());
        b.addLink().setRelation("self").setUrl(self);
        matches.forEach(r -> b.addEntry().setFullUrl(base + r.fhirType() + "/" + r.getIdElement().getIdPart()).setResource(r).getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH));
        along.forEach(r -> b.addEntry().setFullUrl(base + r.fhirType() + "/" + r.getIdElement().getIdPart()).setResource(r).getSearch()
                .setMode(Bundle.SearchEntryMode.INCLUDE));
        return b;
    }

    /** The same in R4. */
    static org.hl7.fhir.r4.model.Bundle r4(String base, String self, List<org.hl7.fhir.r4.model.Resource> matches,
            List<org.hl7.fhir.r4.model.Resource> along) {
        org.hl7.fhir.r4.model.Bundle b = new org.hl7.fhir.r4.model.Bundle().setType(org.hl7.fhir.r4.model.Bundle.BundleType.SEARCHSET)
                .setTotal(matches.size());
        b.addLink().setRelation("self").setUrl(self);
        matches.forEach(r -> b.addEntry().setFullUrl(base + r.fhirType() + "/" + r.getIdElement().getIdPart()).setResource(r).getSearch()
                .setMode(org.hl7.fhir.r4.model.Bundle.SearchEntryMode.MATCH));
        along.forEach(r -> b.addEntry().setFullUrl(base + r.fhirType() + "/" + r.getIdElement().getIdPart()).setResource(r).getSearch()
                .setMode(org.hl7.fhir.r4.model.Bundle.SearchEntryMode.INCLUDE));
        return b;
    }

    static OperationOutcome stu3Outcome(String code, String text) {
        OperationOutcome o = new OperationOutcome();
        o.addIssue().setSeverity(OperationOutcome.IssueSeverity.ERROR).setCode(OperationOutcome.IssueType.fromCode(code))
                .setDiagnostics(text);
        return o;
    }

    static org.hl7.fhir.r4.model.OperationOutcome r4Outcome(String code, String text) {
        org.hl7.fhir.r4.model.OperationOutcome o = new org.hl7.fhir.r4.model.OperationOutcome();
        o.addIssue().setSeverity(org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity.ERROR)
                .setCode(org.hl7.fhir.r4.model.OperationOutcome.IssueType.fromCode(code)).setDiagnostics(text);
        return o;
    }
}
