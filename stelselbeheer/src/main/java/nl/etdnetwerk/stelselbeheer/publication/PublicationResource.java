package nl.etdnetwerk.stelselbeheer.publication;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.medmij.lists.ListKind;

/** Serves the publication. Metadata and catalogue are signed and open; the lists are not signed and need mutual TLS (medmij.md 4.2). */
@Path("/")
public class PublicationResource {

    private final Publications publications;
    private final String operator;

    /** With the current publication. The certificate is that of the key in use, also when another lies ready for the next start. */
    public PublicationResource(Publications publications, EtdConfig config) throws IOException {
        this.publications = publications;
        this.operator = Files.readString(config.keysDir().resolve("tls.crt"));
    }

    /** Certificate chain that metadata and catalogue are signed with, PEM. */
    @GET
    @Path("operator.crt")
    @Produces(MediaType.TEXT_PLAIN)
    public String operator() {
        return operator;
    }

    /** Number of the current publication: whoever sees another number than before fetches again. */
    @GET
    @Path("publication")
    @Produces(MediaType.TEXT_PLAIN)
    public String number() {
        return Long.toString(publications.current().number());
    }

    /** Network metadata (saml.md 3.5). */
    @GET
    @Path("metadata")
    @Produces("application/samlmetadata+xml")
    public byte[] metadata() {
        return publications.current().metadata();
    }

    /** Service catalogue (saml.md 4). */
    @GET
    @Path("catalogue")
    @Produces(MediaType.APPLICATION_XML)
    public byte[] catalogue() {
        return publications.current().catalogue();
    }

    /** A MedMij list; 204 when there is nothing to put in it. Parameter api=1 gives the lists of interface 1.x; 2 is the default. */
    @GET
    @Path("medmij/{file}")
    @Produces(MediaType.APPLICATION_XML)
    @BackChannelOnly
    public byte[] list(String file, @RestQuery String api) {
        ListKind kind = Arrays.stream(ListKind.values()).filter(k -> k.fileName().equals(file))
                .filter(k -> k != ("1".equals(api) ? ListKind.ZAL_RELEASE3 : ListKind.ZAL_RELEASE2)).findFirst()
                .orElseThrow(NotFoundException::new);
        return publications.current().lists().get(kind);
    }

    /** OINs of parties that may process the BSN, for BSNk (bsnk.md 4.2). */
    @GET
    @Path("bsn-authorisation-list")
    @Produces(MediaType.APPLICATION_JSON)
    @BackChannelOnly
    public List<String> bsnAuthorisationList() {
        return publications.current().bsnAuthorised();
    }
}
