package nl.etdnetwerk.kit.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.kit.config.EtdConfig;

/** Renders templates in the shared layout, in the language the person chose; Dutch unless English was chosen. */
@RequestScoped
public class Pages {

    static final String LANGUAGE_COOKIE = "taal";
    private final EtdConfig config;
    private final BrowserSession session;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;

    /**
     * What the layout needs.
     *
     * @param service name of the service
     * @param language of the page
     * @param other language that it can be had in
     * @param tokens gives what forms carry along; only asked by a page with a form, since it makes a session
     * @param demo whether test persons are shown
     * @param path of the page, encoded; empty when it cannot be asked for again
     */
    public record Page(String service, String language, String other, Supplier<String> tokens, boolean demo, String path) {

        /** What forms carry along. */
        public String token() {
            return tokens.get();
        }

        /** Whether the page can be asked for again in another language. */
        public boolean isAgain() {
            return !path.isEmpty();
        }
    }

    /** For the current request. */
    public Pages(EtdConfig config, BrowserSession session, HttpHeaders headers, UriInfo uri, Request request) {
        this.request = request;
        this.config = config;
        this.session = session;
        this.headers = headers;
        this.uri = uri;
    }

    /** "nl" or "en". */
    public String language() {
        return Optional.ofNullable(headers.getCookies().get(LANGUAGE_COOKIE)).map(Cookie::getValue).filter("en"::equals).orElse("nl");
    }

    /** 200 with the page. */
    public Response show(TemplateInstance template) {
        return show(200, template);
    }

    /** The page with another status. */
    public Response show(int status, TemplateInstance template) {
        String language = language();
        String html = render(template
                .data("page",
                        new Page(config.displayName(), language, language.equals("nl") ? "en" : "nl", session::formToken, config.demo(),
                                again()))
                .setLocale(Locale.forLanguageTag(language)));
        return Response.status(status).entity(html).type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")).build();
    }

    /** What is found out while a page is written, is an answer of its own all the same. */
    private static String render(TemplateInstance template) {
        try {
            return template.render();
        } catch (TemplateException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof PageException p) {
                    throw p;
                }
            }
            throw e;
        }
    }

    /** The address of this page; empty when asking for it again would do something, or nothing that was here would be there. */
    private String again() {
        String path = uri.getRequestUri().getPath();
        String query = uri.getRequestUri().getRawQuery();
        String address = query == null ? path : path + "?" + query;
        return request.getMethod().equals("GET") && LanguageResource.isPage(address)
                ? URLEncoder.encode(address, StandardCharsets.UTF_8)
                : "";
    }

    /** 303 to another address; after a form, so that going back does not send it again. */
    public static Response go(String url) {
        return Response.status(Response.Status.SEE_OTHER).location(URI.create(url)).build();
    }
}
