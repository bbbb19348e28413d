package nl.etdnetwerk.bsnk.keys;

import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import nl.etdnetwerk.polymorphic.key.SchemeKeySet;

/** The public scheme keys by URN, as the decryption component wants them (bsnk.md 1.4). */
@Path("/scheme-keys")
public class SchemeKeyResource {

    private static final String ENVIRONMENT = "TEST";
    private final SchemeKeySet keys;

    /** With the masters, of which only the public side is shown. */
    public SchemeKeyResource(SchemeKeySet keys) {
        this.keys = keys;
    }

    /** URN to base64 of the uncompressed point. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> keys() {
        return keys.publicKeys().toBase64ByUrn(ENVIRONMENT);
    }
}
