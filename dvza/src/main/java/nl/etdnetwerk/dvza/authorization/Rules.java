package nl.etdnetwerk.dvza.authorization;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;

/** The rules for requests with the current OCL and the zorgaanbieders served here. */
@ApplicationScoped
public class Rules {

    private final AuthorizationRequestRules rules;

    /** With the lists. */
    public Rules(Clients clients, Zorgaanbieders zorgaanbieders) {
        this.rules = new AuthorizationRequestRules(clients::isListed,
                scope -> zorgaanbieders.find(scope.zorgaanbieder())
                        .filter(z -> z.gegevensdiensten().containsAll(scope.gegevensdienstIds())).isPresent());
    }

    AuthorizationRequestRules get() {
        return rules;
    }
}
