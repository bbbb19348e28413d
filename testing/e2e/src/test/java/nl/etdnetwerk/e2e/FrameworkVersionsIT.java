package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.e2e.SupplierDv.Ask;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SpecificPseudonym;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.UserAgent;

/** A service provider that is no PGO asks its own services in both framework versions, each at its own addresses. */
class FrameworkVersionsIT {

    private static final int CURRENT = 1;
    private static final int LEGACY = 2;
    private static final int AD_PSEUDONYM = 3;
    private static final int BY_ARTIFACT = 0;
    private static final int BY_POST = 1;
    private static final Ask POSTED = new Ask(FrameworkVersion.V1_11, LEGACY, BY_POST, LevelOfAssurance.LOA2);
    private static SupplierDv dv;

    @BeforeAll
    static void joins() throws Exception {
        dv = SupplierDv.withServices("99990009000000000011", "Gemeente Voorbeeld", "9001:Inloggen:loa2:PseudoID",
                "9002:Oude dienst:loa2:Pseudo-1.9", "9003:Derde dienst:loa2:Pseudo");
    }

    @AfterAll
    static void stops() {
        dv.close();
    }

    private static Page walk(UserAgent agent, Ask ask, String person, String ad) throws Exception {
        String end = ask.consumer() == BY_POST ? url("hm") + "/1.13/acs" : "https://localhost";
        return visit(agent, person, ad).walkTo(agent.open(dv.loginUrl(MessageIds.next(), ask)), entity(ad), end);
    }

    private static Response posted(String person, String ad) throws Exception {
        return dv.posted(walk(agent(), POSTED, person, ad), POSTED).valid().orElseThrow();
    }

    @Test
    void legacyWhenByPostThenThePersonIsNamedByAPseudonymOfThisServiceProvider() throws Exception {
        Response response = posted("roos", "ad-een");
        Assertion assertion = response.assertion().orElseThrow();

        assertThat(assertion.nameIdFormat()).isEqualTo(SamlNames.PERSISTENT);
        assertThat(assertion.nameQualifier()).contains(entity("ad-een"));
        assertThat(SpecificPseudonym.isWellFormed(assertion.nameId())).isTrue();
        assertThat(assertion.attributes().get(SamlNames.TYPE_PSEUDO_PLAIN)).containsExactly(assertion.nameId());
        assertThat(assertion.encryptedIds()).isEmpty();
        assertThat(Duration.between(assertion.issueInstant(), assertion.notOnOrAfter())).isEqualTo(Duration.ofMinutes(5));
        assertThat(new String(response.assertionXml().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Advice").contains(entity("ad-een"));
        assertThat(posted("roos", "ad-een").assertion().orElseThrow().nameId()).isEqualTo(assertion.nameId());
        assertThat(posted("roos", "ad-twee").assertion().orElseThrow().nameId()).isNotEqualTo(assertion.nameId());
        assertThat(posted("willem", "ad-een").assertion().orElseThrow().nameId()).isNotEqualTo(assertion.nameId());
    }

    @Test
    void legacyWhenByPostThenTheFormBringsThePersonBackWithoutAScript() throws Exception {
        Page back = walk(agent(), POSTED, "daan", "ad-een");

        assertThat(back.text()).contains("U gaat terug naar de dienst waar u vandaan kwam.");
        assertThat(back.form("https://localhost").submit().text()).contains("Leverancier");
    }

    @Test
    void legacyWhenByArtifactThenTheSamePseudonymAsByPost() throws Exception {
        Ask ask = new Ask(FrameworkVersion.V1_11, LEGACY, BY_ARTIFACT, LevelOfAssurance.LOA2);
        Response response = dv.answer(walk(agent(), ask, "ravi", "ad-een"), ask).valid().orElseThrow();

        assertThat(response.assertion().orElseThrow().nameId()).isEqualTo(posted("ravi", "ad-een").assertion().orElseThrow().nameId());
    }

    @Test
    void currentWhenServiceGetsAPseudonymOfTheAdThenItIsEncryptedAndTheSame() throws Exception {
        Ask ask = new Ask(FrameworkVersion.V1_13, AD_PSEUDONYM, BY_ARTIFACT, LevelOfAssurance.LOA2);
        Response response = dv.answer(walk(agent(), ask, "emre", "ad-een"), ask).valid().orElseThrow();

        assertThat(response.assertion().orElseThrow().attributes()).doesNotContainKey(SamlNames.TYPE_PSEUDO_PLAIN);
        assertThat(dv.names(response)).singleElement().satisfies(n -> {
            assertThat(n.type()).isEqualTo(SamlNames.TYPE_PSEUDO);
            assertThat(n.value()).isEqualTo(posted("emre", "ad-een").assertion().orElseThrow().nameId());
        });
    }

    @Test
    void currentWhenServiceGetsAPolymorphicPseudonymThenItsKeysOpenIt() throws Exception {
        Ask ask = new Ask(FrameworkVersion.V1_13, CURRENT, BY_ARTIFACT, LevelOfAssurance.LOA2);

        assertThat(dv.pseudonym(dv.answer(walk(agent(), ask, "noor", "ad-een"), ask).valid().orElseThrow())).hasSize(170);
    }

    @Test
    void serviceWhenAskedInTheOtherVersionThenUnsupported() throws Exception {
        Ask oldAsNew = new Ask(FrameworkVersion.V1_13, LEGACY, BY_ARTIFACT, LevelOfAssurance.LOA2);
        Ask newAsOld = new Ask(FrameworkVersion.V1_11, CURRENT, BY_POST, LevelOfAssurance.LOA2);

        Response first = dv.answer(agent().open(dv.loginUrl(MessageIds.next(), oldAsNew)), oldAsNew).valid().orElseThrow();
        Response second = dv.posted(agent().open(dv.loginUrl(MessageIds.next(), newAsOld)), newAsOld).valid().orElseThrow();

        assertThat(first.status().code()).isEqualTo("RequestUnsupported");
        assertThat(first.status().message()).contains("Service is of framework version 1.11");
        assertThat(second.status().message()).contains("Service is of framework version 1.13");
    }

    @Test
    void requestWhenItsAnswerWouldBePostedInTheCurrentVersionThenRefused() throws Exception {
        Page refused = agent().open(dv.loginUrl(MessageIds.next(),
                new Ask(FrameworkVersion.V1_13, CURRENT, BY_POST, LevelOfAssurance.LOA2)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("REQUEST_ACS");
    }

    @Test
    void requestWhenForAnAddressOfTheOtherVersionThenRefused() throws Exception {
        String old = dv.loginUrl(MessageIds.next(), POSTED);

        Page refused = agent().open(old.replace("/1.11/", "/1.13/"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("REQUEST_DESTINATION");
        assertThat(agent().open(old.replace("/1.11/", "/1.12/")).status()).isEqualTo(404);
    }

    @Test
    void legacyWhenCancelledThenASignedStatusComesBack() throws Exception {
        UserAgent agent = agent();
        Page back = agent.open(dv.loginUrl(MessageIds.next(), POSTED)).form("/keuze/").press("actie", "annuleer");

        Response response = dv.posted(back, POSTED).valid().orElseThrow();
        assertThat(response.status().isCancelled()).isTrue();
        assertThat(response.assertion()).isEmpty();
    }

    @Test
    void legacyWhenLoggedOutThenTheAdAsksForCredentialsAgain() throws Exception {
        UserAgent agent = agent();
        Response login = dv.posted(walk(agent, POSTED, "mila", "ad-een"), POSTED).valid().orElseThrow();

        assertThat(agent.open(dv.logoutUrl(login)).text()).contains("U bent uitgelogd.");
        assertThat(agent.open(dv.loginUrl(MessageIds.next(), POSTED)).address().getPath()).startsWith("/inloggen/");
    }
}
