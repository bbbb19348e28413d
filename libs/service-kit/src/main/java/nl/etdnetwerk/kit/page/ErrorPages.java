package nl.etdnetwerk.kit.page;

import java.util.List;

import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.saml.Finding;

/** Shows what happened and what to do; one log line with the code. */
public class ErrorPages {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    @CheckedTemplate(basePath = "kit")
    static class Templates {
        static native TemplateInstance error(String code, String advice, List<Finding> findings);
    }

    private final Pages pages;

    /** With the layout of the current request. */
    public ErrorPages(Pages pages) {
        this.pages = pages;
    }

    /** A problem with a page. */
    @ServerExceptionMapper
    public Response page(PageException e) {
        LOG.warnf("%s %s", e.code(), e.findings());
        String advice = e.status() >= 500 ? "later" : e.findings().isEmpty() ? "again" : "supplier";
        return pages.show(e.status(), Templates.error(e.code(), advice, e.findings()));
    }
}
