package nl.etdnetwerk.ad.enrolment;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.kit.account.NewCredentials;
import nl.etdnetwerk.kit.account.OneTimeCodes;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;

/** The page where a person applies for a means. */
@Path("/")
public class EnrolmentResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance enrol(String problem, String secret);
    }

    private final Enrolment enrolment;
    private final BrowserSession session;
    private final Pages pages;

    /** With the enrolment. */
    public EnrolmentResource(Enrolment enrolment, BrowserSession session, Pages pages) {
        this.enrolment = enrolment;
        this.session = session;
        this.pages = pages;
    }

    /** The form. */
    @GET
    public Response show() {
        return pages.show(Templates.enrol("", ""));
    }

    /** The application. */
    @POST
    @Path("aanvragen")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response apply(@RestForm String documentsoort, @RestForm String documentnummer, @RestForm String geboortedatum,
            @RestForm String gebruikersnaam, @RestForm String wachtwoord,
            @RestForm("_token") String token) {
        session.checkForm(token);
        Optional<LocalDate> date = date(geboortedatum);
        boolean complete = date.isPresent() && documentsoort != null && documentnummer != null
                && NewCredentials.areUsable(gebruikersnaam, wachtwoord);
        if (!complete) {
            return pages.show(400, Templates.enrol("incomplete", ""));
        }
        String secret = OneTimeCodes.newSecret();
        try {
            return switch (enrolment
                    .enrol(new Enrolment.Application(gebruikersnaam, wachtwoord, secret, documentsoort, documentnummer, date.get()))) {
                case ENROLLED -> pages.show(Templates.enrol("", OneTimeCodes.forApp(secret)));
                case NAME_TAKEN -> pages.show(409, Templates.enrol("taken", ""));
                case REJECTED -> pages.show(422, Templates.enrol("rejected", ""));
            };
        } catch (IOException e) {
            throw new PageException("BSNK_UNREACHABLE", 503);
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
