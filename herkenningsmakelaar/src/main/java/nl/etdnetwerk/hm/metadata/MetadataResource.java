package nl.etdnetwerk.hm.metadata;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** Serves the HM's own signed metadata. */
@Path("/metadata")
public class MetadataResource {

    private final Herkenningsmakelaar hm;

    /** Of this HM. */
    public MetadataResource(Herkenningsmakelaar hm) {
        this.hm = hm;
    }

    /** The EntityDescriptor. */
    @GET
    @Produces("application/samlmetadata+xml")
    public byte[] metadata() {
        return MetadataWriter.entity(hm.metadata(), hm.writer().key());
    }
}
