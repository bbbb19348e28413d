package nl.etdnetwerk.bsnk.service;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.bsnk.brp.Brp;
import nl.etdnetwerk.bsnk.brp.Person;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;

/**
 * What a request says of a person beside the BSN, held to the BRP: an identity document, names, and date and place of birth (bsnk.md
 * 4.1). Whatever it does not say is not looked at.
 */
@ApplicationScoped
public class StatedPerson {

    /** A year or a month is given as such: "1984" or "1984-03". */
    private static final String WHOLE_PARTS = "[0-9]{4}(-[0-9]{2}){0,2}";
    private final Brp brp;

    /** With the register. */
    public StatedPerson(Brp brp) {
        this.brp = brp;
    }

    /** Faults: NotFound, ProvisioningRefused, DocumentRejected, SyntaxError. */
    void check(BsnkElement request, String bsn) throws BsnkFault {
        Person found = brp.byBsn(bsn).orElseThrow(() -> new BsnkFault(BsnkFault.Reason.NotFound, "no such person"));
        if (found.status() == Person.Status.OVERLEDEN) {
            throw new BsnkFault(BsnkFault.Reason.ProvisioningRefused, "not for this person");
        }
        Optional<String> document = request.child("DocumentID");
        if (document.isEmpty() && request.child("DocumentType").isPresent()) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "DocumentType without DocumentID");
        }
        if (document.isPresent() && !brp.byDocument(request.child("DocumentType").orElse(""), document.get()).equals(Optional.of(found))) {
            throw new BsnkFault(BsnkFault.Reason.DocumentRejected, "document does not belong to this person");
        }
        boolean born = request.child("DateOfBirth").filter(d -> !found.dateOfBirth().toString().startsWith(d) || !d.matches(WHOLE_PARTS))
                .isEmpty();
        if (!born || differs(request, "GivenNames", found.givenNames()) || differs(request, "SurName", found.surName())
                || differs(request, "PlaceOfBirth", found.placeOfBirth())) {
            throw new BsnkFault(BsnkFault.Reason.NotFound, "no such person");
        }
    }

    private static boolean differs(BsnkElement request, String name, String registered) {
        return request.child(name).filter(stated -> !stated.trim().equalsIgnoreCase(registered)).isPresent();
    }
}
