package nl.etdnetwerk.dvza.authorization;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;

/** The rules for requests with the current OCL and the zorgaanbieders served here. */
@ApplicationScoped
public class Rules {

    private final AuthorizationRequestRules rules;

    /** With the lists. */
    public Rules(NetworkDirectory directory, Zorgaanbieders zorgaanbieders) {
        this.rules = new AuthorizationRequestRules(client -> directory.oauthclientlist().flatMap(o -> o.find(client)).isPresent(),
                naam -> zorgaanbieders.find(naam).isPresent());
    }

    AuthorizationRequestRules get() {
        return rules;
    }
}
