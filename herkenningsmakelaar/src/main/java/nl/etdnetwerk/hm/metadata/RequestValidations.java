package nl.etdnetwerk.hm.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.request.RequestValidation;

/** Validation of requests at one of the HM's services: each framework version and each binding has an address of its own (saml.md 1.2, 1.4). */
public final class RequestValidations {

    private final Map<Way, RequestValidation> byWay = new HashMap<>();

    private record Way(FrameworkVersion version, String binding) {}

    /**
     * For a service.
     *
     * @param path of the service below the framework version, for example "/sso"
     */
    public RequestValidations(Herkenningsmakelaar hm, NetworkDirectory directory, EtdConfig config, String path) {
        for (FrameworkVersion version : FrameworkVersion.values()) {
            for (String binding : List.of(SamlNames.BINDING_ARTIFACT, SamlNames.BINDING_POST, SamlNames.BINDING_REDIRECT)) {
                byWay.put(new Way(version, binding), new RequestValidation(directory::participant,
                        Set.of(hm.requestUrl(version, path, binding)), config.clockSkew(), version));
            }
        }
    }

    /** The validation for a version and a binding. */
    public RequestValidation of(FrameworkVersion version, String binding) {
        return byWay.get(new Way(version, binding));
    }
}
