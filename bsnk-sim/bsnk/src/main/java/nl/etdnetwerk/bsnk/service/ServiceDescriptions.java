package nl.etdnetwerk.bsnk.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import nl.etdnetwerk.bsnksoap.BsnkSchema;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.page.PageException;

/** The WSDL of each service, for who builds a client: readable without a certificate, with our own address in it. */
@Path("/bsnk/{service: activate|dep|transform|dv-keys}.wsdl")
public class ServiceDescriptions {

    private static final Map<String, BsnkSchema> SCHEMAS = new ConcurrentHashMap<>();
    private final EtdConfig config;

    /** With the address that goes into the descriptions. */
    public ServiceDescriptions(EtdConfig config) {
        this.config = config;
    }

    /** The description. */
    @GET
    @Produces("text/xml; charset=utf-8")
    public String wsdl(String service) throws IOException {
        return new String(bytes(service), StandardCharsets.UTF_8).replace("@ADDRESS@", config.internalUrl());
    }

    private static byte[] bytes(String service) throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream("wsdl/" + service + ".wsdl")) {
            if (in == null) {
                throw new PageException("NOT_FOUND", 404);
            }
            return in.readAllBytes();
        }
    }

    /** The schema in a description, to hold requests to. */
    BsnkSchema schema(String service) {
        return SCHEMAS.computeIfAbsent(service, s -> {
            try {
                return BsnkSchema.ofDescription(bytes(s));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
