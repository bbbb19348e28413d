package nl.etdnetwerk.dvza.authorization;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.dvza.identity.VersleuteldeIdentiteit;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;

/** Whom a request is about, when it carries a versleutelde identiteit. */
@ApplicationScoped
public class Identification {

    private final VersleuteldeIdentiteit identity;
    private final Zorgaanbieders zorgaanbieders;

    /** With the keys of the zorgaanbieders. */
    public Identification(VersleuteldeIdentiteit identity, Zorgaanbieders zorgaanbieders) {
        this.identity = identity;
        this.zorgaanbieders = zorgaanbieders;
    }

    static boolean carriesIdentity(AuthorizationRequest r) {
        return r.versleuteldeIdentiteit().isPresent() || r.versleuteldeIdentiteitJwt().isPresent();
    }

    Optional<UUID> of(AuthorizationRequest request) {
        return zorgaanbieders.find(request.scope().zorgaanbieder()).flatMap(z -> identity.fromRequest(z, request));
    }

    static AuthorizationRequest withoutIdentity(AuthorizationRequest r) {
        return new AuthorizationRequest(r.clientId(), r.redirectUri(), r.scope(), r.state(), r.codeChallenge(), r.medMijRequestId(),
                r.correlationId(), Optional.empty(), Optional.empty());
    }
}
