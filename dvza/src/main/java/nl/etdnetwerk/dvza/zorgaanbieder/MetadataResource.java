package nl.etdnetwerk.dvza.zorgaanbieder;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Serves the signed metadata of each zorgaanbieder. */
@Path("/metadata/{naam}")
public class MetadataResource {

    private final Zorgaanbieders zorgaanbieders;

    /** Of those served here. */
    public MetadataResource(Zorgaanbieders zorgaanbieders) {
        this.zorgaanbieders = zorgaanbieders;
    }

    /** The EntityDescriptor. */
    @GET
    @Produces("application/samlmetadata+xml")
    public byte[] metadata(String naam) {
        return zorgaanbieders.find(naam).orElseThrow(NotFoundException::new).metadata();
    }
}
