package nl.etdnetwerk.ad.metadata;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** Serves the AD's own signed metadata. */
@Path("/metadata")
public class MetadataResource {

    private final Authenticatiedienst ad;

    /** Of this AD. */
    public MetadataResource(Authenticatiedienst ad) {
        this.ad = ad;
    }

    /** The EntityDescriptor. */
    @GET
    @Produces("application/samlmetadata+xml")
    public byte[] metadata() {
        return MetadataWriter.entity(ad.metadata(), ad.writer().key());
    }
}
