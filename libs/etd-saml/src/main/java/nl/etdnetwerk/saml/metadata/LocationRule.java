package nl.etdnetwerk.saml.metadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.xml.ChildElements;

/** Every Location and ResponseLocation of a participant is an absolute https URL: messages, artifacts and logouts go nowhere else (saml.md 3.2). */
final class LocationRule implements MetadataRule {

    private static final String HTTPS = "https";

    @Override
    public void check(MetadataContext c, Findings findings) {
        Element entity = c.root();
        for (String descriptor : List.of("IDPSSODescriptor", "SPSSODescriptor")) {
            for (Element parent : MetadataReader.children(entity, descriptor)) {
                for (Element endpoint : ChildElements.of(parent)) {
                    for (String name : List.of("Location", "ResponseLocation")) {
                        findings.require(!endpoint.hasAttribute(name) || isHttps(endpoint.getAttribute(name)), "METADATA_LOCATION_HTTPS",
                                "saml.md 3.2", endpoint.getLocalName() + "/@" + name, "an https URL", endpoint.getAttribute(name));
                    }
                }
            }
        }
    }

    private static boolean isHttps(String location) {
        try {
            URI uri = new URI(location);
            return HTTPS.equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
