package nl.etdnetwerk.useragent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page that was opened. */
public final class Page {

    private final UserAgent agent;
    private final URI address;
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Document document;

    Page(UserAgent agent, URI address, int status, String contentType, byte[] body) {
        this.agent = agent;
        this.address = address;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.document = contentType.startsWith("text/html")
                ? Jsoup.parse(new String(body, StandardCharsets.UTF_8), address.toString())
                : new Document(address.toString());
    }

    /** Where it is, after redirects. */
    public URI address() {
        return address;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Content type. */
    public String contentType() {
        return contentType;
    }

    /** The bytes. */
    public byte[] body() {
        return body;
    }

    /** The text people read. */
    public String text() {
        return document.text();
    }

    /** The first heading. */
    public String title() {
        Element h1 = document.selectFirst("h1");
        return h1 == null ? "" : h1.text();
    }

    /** Whether it is at this host and path prefix. */
    public boolean isAt(String url) {
        return address.toString().startsWith(url);
    }

    /**
     * The form that posts to a path with this prefix, or any when empty.
     *
     * @throws IOException when there is none; the message shows what the page says instead
     */
    public Form form(String actionPrefix) throws IOException {
        return form(actionPrefix, action -> action.startsWith(actionPrefix));
    }

    /**
     * The first form whose address ends like this.
     *
     * @throws IOException when there is none
     */
    public Form formTo(String actionEnd) throws IOException {
        return form(actionEnd, action -> action.endsWith(actionEnd));
    }

    private Form form(String what, Predicate<String> isMeant) throws IOException {
        return document.select("form").stream().filter(f -> isMeant.test(f.attr("action"))).findFirst().map(f -> new Form(agent, f))
                .orElseThrow(() -> new IOException(
                        "no form " + what + " at " + address.getHost() + address.getPath() + " (" + status + "): " + text()));
    }

    /**
     * Follows the link with this address prefix.
     *
     * @throws IOException when there is none
     */
    public Page follow(String hrefPrefix) throws IOException {
        Element a = document.select("a[href^=" + hrefPrefix + "]").first();
        if (a == null) {
            throw new IOException("no link " + hrefPrefix + " at " + address + ": " + text());
        }
        return agent.open(a.absUrl("href"));
    }

    /** What the first element with {@code data-<having>} has in {@code data-<name>}; empty when there is none. */
    public String data(String having, String name) {
        Element e = document.selectFirst("[data-" + having + "]");
        return e == null ? "" : e.attr("data-" + name);
    }
}
