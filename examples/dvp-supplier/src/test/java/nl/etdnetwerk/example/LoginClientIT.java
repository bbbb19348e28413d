package nl.etdnetwerk.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.testcontainers.*;

/** Our SAML client in the place of the network's own PGO. */
@RequiresNetworkImages
class LoginClientIT {

    @Test
    void personLogsInThroughOurClient() throws Exception {
        try (EtdNetwork network = EtdNetwork.builder().without(Role.DVP, Role.DECRYPTION_COMPONENT).build()) {
            network.start();
            SupplierIdentity we = network.identity("Leverancier BV", "99990009000000000007", "pgo.localhost");
            try (LoginClient client = new LoginClient("99990009000000000007", new SigningKey(we.privateKey(), we.chain().get(0)),
                    we.tls(), network.url("hm"), Clock.systemUTC())) {
                network.register(
                        PartyRegistration.of(client.metadata()).hostnames("pgo.localhost").dvp("Leverancier BV", "pgo.localhost", "loa2"));

                var end = network.userAgent().as(network.person("roos")).loginThrough(client.loginUrl(), client.answerUrl());

                var assertion = client.finish(end.address()).assertion().orElseThrow();
                assertThat(assertion.level()).isEqualTo(LevelOfAssurance.LOA2);
                assertThat(assertion.encryptedIds()).containsKey(SamlNames.ACTING_SUBJECT_ID);
            }
        }
    }
}
