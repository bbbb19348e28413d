package nl.etdnetwerk.kit.page;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

/** The language switch. */
@Path("/taal")
public class LanguageResource {

    /** Remembers the choice and goes back to a page of this service; a path elsewhere becomes the start page. */
    @GET
    public Response choose(@RestQuery String naar, @RestQuery String terug) {
        String path = terug != null && terug.matches("/[A-Za-z0-9_/.~-]*") && !terug.startsWith("//") ? terug : "/";
        return Response.status(Response.Status.SEE_OTHER).location(URI.create(path))
                .header("Set-Cookie", Pages.LANGUAGE_COOKIE + "=" + ("en".equals(naar) ? "en" : "nl")
                        + "; Path=/; Secure; SameSite=Lax; Max-Age=31536000")
                .build();
    }
}
