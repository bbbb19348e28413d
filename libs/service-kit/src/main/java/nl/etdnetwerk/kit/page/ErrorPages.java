package nl.etdnetwerk.kit.page;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.handlers.FormBodyHandler;
import org.jboss.resteasy.reactive.server.handlers.RequestDeserializeHandler;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.saml.Finding;

/** Shows what happened and what to do; one log line with the code. */
public class ErrorPages {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final String FAULT = "INTERNAL_ERROR";
    private static final Set<String> READERS = Set.of(FormBodyHandler.class.getName(), RequestDeserializeHandler.class.getName());
    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    @CheckedTemplate(basePath = "kit")
    static class Templates {
        static native TemplateInstance error(String code, String clause, String says, String advice, List<Row> findings, String goOn);
    }

    /**
     * A finding on a page.
     *
     * @param asks what its rule asks, in the language of the page
     */
    record Row(Finding finding, String asks) {}

    private final Pages pages;

    /** With the layout of the current request. */
    public ErrorPages(Pages pages) {
        this.pages = pages;
    }

    /** A problem with a page. */
    @ServerExceptionMapper
    public Response page(PageException e) {
        LOG.warnf("%s %s", e.code(), e.findings());
        String advice = e.status() >= SERVER_ERROR ? "later" : e.findings().isEmpty() ? "again" : "supplier";
        return show(e.status(), e.code(), advice, e.findings(), e.goOn());
    }

    /** An address or method that is not there, or a form that cannot be read: a page for people; what programs get says {@link ProgramErrors}. */
    @ServerExceptionMapper
    public Response page(WebApplicationException e, HttpHeaders headers) {
        Response plain = e.getResponse();
        if (plain.hasEntity() || plain.getStatus() < CLIENT_ERROR || !isPerson(headers)) {
            return plain;
        }
        boolean isGone = plain.getStatus() == Response.Status.NOT_FOUND.getStatusCode();
        Response page = show(plain.getStatus(), "HTTP_" + plain.getStatus(), isGone ? "nowhere" : "again", List.of(), "");
        // Allow and Retry-After are of use to a browser too.
        Response.ResponseBuilder both = Response.fromResponse(page);
        plain.getHeaders().forEach(
                (name, values) -> values.stream().filter(v -> !page.getHeaders().containsKey(name)).forEach(v -> both.header(name, v)));
        return both.build();
    }

    /** A fault of ours: what it was stands in the log only. */
    @ServerExceptionMapper
    public Response page(Exception e, HttpHeaders headers) {
        if (isUnreadable(e)) {
            return page(new BadRequestException(e), headers);
        }
        LOG.error(FAULT, e);
        return isPerson(headers)
                ? show(SERVER_ERROR, FAULT, "ours", List.of(), "")
                : Response.status(SERVER_ERROR).build();
    }

    private Response show(int status, String code, String advice, List<Finding> findings, String goOn) {
        String language = pages.language();
        List<Row> rows = findings.stream().map(f -> new Row(f, Codes.text(f.code(), language).orElse(""))).toList();
        return pages.show(status,
                Templates.error(code, Codes.clause(code).orElse(""), Codes.text(code, language).orElse(""), advice, rows, goOn));
    }

    /**
     * Whether a request could not be read: a percent sign that no two digits follow, more fields than there may be. quarkus-rest has no
     * exception of its own for that, so it is told by where it happened.
     */
    private static boolean isUnreadable(Exception e) {
        return Arrays.stream(e.getStackTrace()).map(StackTraceElement::getClassName).anyMatch(READERS::contains);
    }

    /** Browsers ask for a page; back channels do not. */
    private static boolean isPerson(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream().anyMatch(m -> m.getType().equals("text") && m.getSubtype().equals("html"));
    }
}
