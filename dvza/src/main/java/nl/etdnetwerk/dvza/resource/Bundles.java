package nl.etdnetwerk.dvza.resource;

import java.util.List;

import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.OperationOutcome;

/** Searchsets and outcomes in both releases; without self link, so that nothing of a search is repeated in it. */
final class Bundles {

    private Bundles() {}

    static Bundle stu3(List<org.hl7.fhir.dstu3.model.Resource> resources) {
        Bundle b = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(resources.size());
        resources.forEach(r -> b.addEntry().setFullUrl(r.fhirType() + "/" + r.getIdElement().getIdPart()).setResource(r).getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH));
        return b;
    }

    static org.hl7.fhir.r4.model.Bundle r4(List<org.hl7.fhir.r4.model.Resource> resources) {
        org.hl7.fhir.r4.model.Bundle b = new org.hl7.fhir.r4.model.Bundle().setType(org.hl7.fhir.r4.model.Bundle.BundleType.SEARCHSET)
                .setTotal(resources.size());
        resources.forEach(
                r -> b.addEntry().setFullUrl(r.fhirType() + "/" + r.getIdElement().getIdPart()).setResource(r).getSearch()
                        .setMode(org.hl7.fhir.r4.model.Bundle.SearchEntryMode.MATCH));
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
