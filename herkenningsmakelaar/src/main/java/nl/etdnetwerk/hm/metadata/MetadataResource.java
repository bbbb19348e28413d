package nl.etdnetwerk.hm.metadata;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.jboss.resteasy.reactive.RestPath;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** Serves the HM's own signed metadata. */
@Path("/metadata")
public class MetadataResource {

    private final Herkenningsmakelaar hm;

    /** Of this HM. */
    public MetadataResource(Herkenningsmakelaar hm) {
        this.hm = hm;
    }

    /** The EntityDescriptor of the current framework version. */
    @GET
    @Produces("application/samlmetadata+xml")
    public byte[] metadata() {
        return metadata(FrameworkVersion.V1_13);
    }

    /** The EntityDescriptor of a framework version, for service providers. */
    @GET
    @Path("{version: 1[.]1[13]}")
    @Produces("application/samlmetadata+xml")
    public byte[] metadata(@RestPath String version) {
        return metadata(Herkenningsmakelaar.version(version));
    }

    private byte[] metadata(FrameworkVersion version) {
        return MetadataWriter.entity(hm.metadata(version), version, hm.writer().key());
    }
}
