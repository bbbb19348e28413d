package nl.etdnetwerk.kit.page;

import java.net.URI;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

/** The language switch. */
@Path("/taal")
public class LanguageResource {

    private static final Pattern PAGE = Pattern
            .compile("/([A-Za-z0-9_.~-][A-Za-z0-9_/.~-]*)?([?](?:[A-Za-z0-9_=&.-]|%[0-9A-Fa-f]{2}){0,200})?");
    private static final Pattern MESSAGE = Pattern.compile("[?&](SAML[A-Za-z]+|code|state|request_uri)=");

    /** Remembers the choice and goes back to a page of this service; a path elsewhere becomes the start page. */
    @GET
    public Response choose(@RestQuery String naar, @RestQuery String terug) {
        String path = terug != null && isPage(terug) ? terug : "/";
        return Response.status(Response.Status.SEE_OTHER).location(URI.create(path))
                .header("Set-Cookie", Pages.LANGUAGE_COOKIE + "=" + ("en".equals(naar) ? "en" : "nl")
                        + "; Path=/; Secure; SameSite=Lax; Max-Age=31536000")
                .build();
    }

    /** Whether this is an address of a page here: a path, perhaps with a short query; messages of other parties are no such thing. */
    static boolean isPage(String address) {
        return PAGE.matcher(address).matches() && !MESSAGE.matcher(address).find();
    }
}
