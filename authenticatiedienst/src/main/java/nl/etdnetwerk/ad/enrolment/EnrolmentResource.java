package nl.etdnetwerk.ad.enrolment;

import java.io.IOException;
import java.time.Duration;
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
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** The page where a person applies for a means. */
@Path("/")
public class EnrolmentResource {

    private static final String KIND = "enrolled";
    /** Long enough to put the secret into an app, also after the form was sent twice. */
    private static final Duration SHOWN = Duration.ofMinutes(10);

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance enrol(String problem, Filled filled);

        static native TemplateInstance enrolled(String secret);
    }

    /** What was filled in, to be shown again; never the password. */
    public record Filled(String type, String number, String dateOfBirth, String username) {

        private static Filled of(String type, String number, String dateOfBirth, String username) {
            return new Filled(text(type), text(number), text(dateOfBirth), text(username));
        }

        private static String text(String value) {
            return value == null ? "" : value;
        }
    }

    /** What somebody just enrolled puts into an app. */
    public record Enrolled(String username, String secret) {

        /** Does not show the secret. */
        @Override
        public String toString() {
            return "Enrolled";
        }
    }

    private final Enrolment enrolment;
    private final BrowserSession session;
    private final Pages pages;
    private final ShortLivedStore store;

    /** With the enrolment. */
    public EnrolmentResource(Enrolment enrolment, BrowserSession session, Pages pages, ShortLivedStore store) {
        this.enrolment = enrolment;
        this.session = session;
        this.pages = pages;
        this.store = store;
    }

    /** The form. */
    @GET
    public Response show() {
        return pages.show(Templates.enrol("", new Filled("NL-Paspoort", "", "", "")));
    }

    /** The application. */
    @POST
    @Path("aanvragen")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response apply(@RestForm String documentsoort, @RestForm String documentnummer, @RestForm String geboortedatum,
            @RestForm String gebruikersnaam, @RestForm String wachtwoord, @RestForm("_token") String token) {
        session.checkForm(token);
        Filled filled = Filled.of(documentsoort, documentnummer, geboortedatum, gebruikersnaam);
        Optional<LocalDate> date = date(filled.dateOfBirth());
        boolean isComplete = documentsoort != null && documentnummer != null && NewCredentials.isPassword(wachtwoord);
        String problem = !NewCredentials.isName(filled.username())
                ? "name"
                : date.isEmpty() ? "date" : isComplete ? "" : "incomplete";
        if (!problem.isEmpty()) {
            return pages.show(400, Templates.enrol(problem, filled));
        }
        String secret = OneTimeCodes.newSecret();
        try {
            Enrolment.Outcome outcome = enrolment
                    .enrol(new Enrolment.Application(filled.username(), wachtwoord, secret, filled.type(), filled.number(), date.get()));
            if (outcome == Enrolment.Outcome.ENROLLED) {
                store.put(KIND, session.binding(), new Enrolled(filled.username(), OneTimeCodes.forApp(secret)), SHOWN);
            }
            // A form that is sent twice finds the name taken: by the first.
            if (outcome != Enrolment.Outcome.REJECTED && done().filter(e -> e.username().equals(filled.username())).isPresent()) {
                return Pages.go("/aangevraagd");
            }
            return outcome == Enrolment.Outcome.NAME_TAKEN
                    ? pages.show(409, Templates.enrol("taken", filled))
                    : pages.show(422, Templates.enrol("rejected", filled));
        } catch (IOException e) {
            throw new PageException("BSNK_UNREACHABLE", 503);
        }
    }

    /** What was made, for a few minutes, in the browser that asked for it. */
    @GET
    @Path("aangevraagd")
    public Response enrolled() {
        Enrolled made = done().orElseThrow(() -> new PageException("NOTHING_HERE", 404));
        return pages.show(Templates.enrolled(made.secret()));
    }

    private Optional<Enrolled> done() {
        return session.exists() ? store.get(KIND, session.binding(), Enrolled.class) : Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
