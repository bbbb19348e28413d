package nl.etdnetwerk.dvp.metadata;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Serves the DVP's own signed metadata. */
@Path("/metadata")
public class MetadataResource {

    private final Dienstverlener dienstverlener;

    /** Of this DVP. */
    public MetadataResource(Dienstverlener dienstverlener) {
        this.dienstverlener = dienstverlener;
    }

    /** The EntityDescriptor. */
    @GET
    @Produces("application/samlmetadata+xml")
    public byte[] metadata() {
        return dienstverlener.metadata();
    }
}
