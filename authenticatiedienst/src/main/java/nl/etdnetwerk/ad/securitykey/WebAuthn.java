package nl.etdnetwerk.ad.securitykey;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;

import nl.etdnetwerk.ad.securitykey.SecurityKeys.SecurityKey;
import nl.etdnetwerk.kit.config.EtdConfig;

/** The two ceremonies of WebAuthn for the origin of this AD; user verification by the key is required in both. */
@ApplicationScoped
public class WebAuthn {

    private static final Logger LOG = Logger.getLogger(WebAuthn.class);
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
    private final Origin origin;
    private final String rpId;

    /** For the public address of the AD. */
    public WebAuthn(EtdConfig config) {
        this.origin = new Origin(config.publicUrl());
        this.rpId = URI.create(config.publicUrl()).getHost();
    }

    /** The host that keys are bound to. */
    public String rpId() {
        return rpId;
    }

    private ServerProperty server(String challenge) {
        return new ServerProperty(origin, rpId, new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)));
    }

    /** The key of a registration response; empty for any response that is not in order. */
    public Optional<SecurityKey> register(String json, String challenge) {
        try {
            RegistrationData data = manager.verifyRegistrationResponseJSON(json,
                    new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            var authenticator = data.getAttestationObject().getAuthenticatorData();
            String id = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(authenticator.getAttestedCredentialData().getCredentialId());
            return Optional.of(new SecurityKey(id, json, authenticator.getSignCount()));
        } catch (DataConversionException | VerificationException | IllegalArgumentException | NullPointerException e) {
            // The library also trips over members that are missing; whatever is not in order is refused alike.
            LOG.infof("SECURITY_KEY_REFUSED %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Id of the key that an authentication response claims to be of; empty for what is no response. */
    public Optional<String> credentialId(String json) {
        try {
            return Optional.of(Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(manager.parseAuthenticationResponseJSON(json).getCredentialId()));
        } catch (DataConversionException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** The new counter of the key when the response is in order, of this key and of this challenge. */
    public Optional<Long> authenticate(String json, String challenge, SecurityKey key) {
        try {
            RegistrationData registered = manager.parseRegistrationResponseJSON(key.registration());
            CredentialRecordImpl record = new CredentialRecordImpl(registered.getAttestationObject(), registered.getCollectedClientData(),
                    registered.getClientExtensions(), registered.getTransports());
            record.setCounter(key.counter());
            AuthenticationData data = manager.verifyAuthenticationResponseJSON(json,
                    new AuthenticationParameters(server(challenge), record, null, true, true));
            return Optional.of(data.getAuthenticatorData().getSignCount());
        } catch (DataConversionException | VerificationException | IllegalArgumentException | NullPointerException e) {
            // The library also trips over members that are missing; whatever is not in order is refused alike.
            LOG.infof("SECURITY_KEY_REFUSED %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
