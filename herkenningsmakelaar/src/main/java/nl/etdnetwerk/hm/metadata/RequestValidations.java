package nl.etdnetwerk.hm.metadata;

import java.util.EnumMap;
import java.util.Map;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.request.RequestValidation;

/** Validation of requests at one of the HM's services, for each framework version by its own addresses (saml.md 1.2). */
public final class RequestValidations {

    private final Map<FrameworkVersion, RequestValidation> byVersion = new EnumMap<>(FrameworkVersion.class);

    /**
     * For a service.
     *
     * @param path of the service below the framework version, for example "/sso"
     */
    public RequestValidations(Herkenningsmakelaar hm, NetworkDirectory directory, EtdConfig config, String path) {
        for (FrameworkVersion version : FrameworkVersion.values()) {
            byVersion.put(version,
                    new RequestValidation(directory::participant, hm.requestUrls(version, path), config.clockSkew(), version));
        }
    }

    /** The validation for a version. */
    public RequestValidation of(FrameworkVersion version) {
        return byVersion.get(version);
    }
}
