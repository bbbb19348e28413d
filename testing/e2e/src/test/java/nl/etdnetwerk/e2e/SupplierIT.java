package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** A supplier brings its own service provider into the running network, logs people in and out, and leaves again. */
class SupplierIT {

    private static SupplierDv dv;

    @BeforeAll
    static void joins() throws Exception {
        dv = SupplierDv.joined("99990009000000000001", "Leverancier BV", "loa2");
    }

    @AfterAll
    static void stops() {
        dv.close();
    }

    private static UnaryOperator<Page> walking(PgoVisit visit, String ad) {
        return first -> {
            try {
                return visit.walkTo(first, entity(ad), "https://localhost");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Response login(UserAgent agent, String person, String ad) throws Exception {
        return dv.login(agent, walking(visit(agent, person, ad), ad), LevelOfAssurance.LOA2).valid().orElseThrow();
    }

    @Test
    void loginWhenPartyWasAddedThenItsOwnPseudonymTheSameAtBothAds() throws Exception {
        Response atOne = login(agent(), "roos", "ad-een");
        Response atTwo = login(agent(), "roos", "ad-twee");
        String pseudonym = dv.pseudonym(atOne);

        assertThat(atOne.assertion().orElseThrow().level()).isEqualTo(LevelOfAssurance.LOA2);
        assertThat(pseudonym).hasSize(170).isEqualTo(dv.pseudonym(atTwo)).isNotEqualTo(dv.pseudonym(login(agent(), "willem", "ad-een")));
    }

    @Test
    void loginWhenTheRequestComesByArtifactThenTheHmFetchesItOnce() throws Exception {
        UserAgent agent = agent();
        String start = dv.loginUrlByArtifact(MessageIds.next(), LevelOfAssurance.LOA2);
        Page end = walking(visit(agent, "noor", "ad-een"), "ad-een").apply(agent.open(start));

        Response response = dv.answer(end, LevelOfAssurance.LOA2).valid().orElseThrow();
        assertThat(response.assertion().orElseThrow().level()).isEqualTo(LevelOfAssurance.LOA2);
        Page again = agent.open(start);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).contains("ARTIFACT_EMPTY");
    }

    @Test
    void loginWhenForcedThenTheAdAsksForCredentialsWhateverSessionThereIs() throws Exception {
        UserAgent agent = agent();
        Response before = login(agent, "lotte", "ad-een");
        assertThat(agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2)).address().getPath()).startsWith("/toestemming/");

        Page asked = agent.open(dv.forcedLoginUrl(MessageIds.next(), LevelOfAssurance.LOA2));
        assertThat(asked.address().getPath()).startsWith("/inloggen/");
        Page end = walking(visit(agent, "lotte", "ad-een"), "ad-een").apply(asked);
        Response forced = dv.answer(end, LevelOfAssurance.LOA2).valid().orElseThrow();
        assertThat(forced.assertion().orElseThrow().authnInstant()).isAfter(before.assertion().orElseThrow().authnInstant());
        assertThat(dv.pseudonym(forced)).isEqualTo(dv.pseudonym(before));
    }

    @Test
    void pagesWhenANameHasMarkupInItThenItIsReadAsText() throws Exception {
        String name = "Zorg <b>&\"Co\"</b> '{x}'";
        try (SupplierDv marked = SupplierDv.joined("99990009000000000071", name, "loa2")) {
            UserAgent agent = agent();
            PgoVisit visit = visit(agent, "emre", "ad-een");
            Page choice = agent.open(marked.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2));
            Page login = choice.form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
            Page consent = visit.fillIn(login, "/inloggen/", NetworkUnderTest.person("emre").ads().get("ad-een"));
            for (Page page : List.of(choice, login, consent)) {
                assertThat(page.text()).as(page.address().getPath()).contains(name);
            }
        }
    }

    @Test
    void logoutWhenOfThisSessionThenTheAdAsksForCredentialsAgain() throws Exception {
        UserAgent agent = agent();
        Response login = login(agent, "jan", "ad-een");
        String logout = dv.logoutUrl(login);

        assertThat(agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2)).address().getPath()).startsWith("/toestemming/");
        Page done = agent.open(logout);
        assertThat(done.isAt(url("ad-een"))).isTrue();
        assertThat(done.text()).contains("U bent uitgelogd.");
        assertThat(agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2)).address().getPath()).startsWith("/inloggen/");
        assertThat(agent.open(logout).text()).contains("REQUEST_REPLAYED");
        assertThat(agent.open(dv.logoutUrl(login)).text()).contains("geen sessie die bij dit verzoek hoort");
    }

    @Test
    void logoutWhenNameIsOfNobodyThenThePageSaysSo() throws Exception {
        assertThat(agent().open(dv.logoutUrl(nl.etdnetwerk.saml.FrameworkVersion.V1_13, "nobody", java.util.Optional.empty())).text())
                .contains("Er is geen sessie meer");
    }

    @Test
    void logoutWhenInAnotherBrowserThenNobodyIsLoggedOut() throws Exception {
        UserAgent agent = agent();
        Response login = login(agent, "emre", "ad-een");

        Page elsewhere = agent().open(dv.logoutUrl(login));
        assertThat(elsewhere.text()).contains("geen sessie die bij dit verzoek hoort");
        assertThat(agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2)).address().getPath()).startsWith("/toestemming/");
    }

    @Test
    void logoutWhenSignatureIsDamagedThenRefused() throws Exception {
        UserAgent agent = agent();
        String logout = dv.logoutUrl(login(agent, "noor", "ad-een"));

        Page refused = agent.open(logout.substring(0, logout.length() - 8) + "AAAAAAA=");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("SIGNATURE_INVALID");
    }

    @Test
    void logoutOfThePgoWhenLoggedInWithEtdThenTheAdSessionEndsToo() throws Exception {
        // Linked first, so that the login makes no account that other tests do not expect.
        PgoVisit linking = visit(agent(), "fatima", "ad-twee");
        linking.login();
        linking.link(entity("ad-twee"));
        UserAgent agent = agent();
        visit(agent, "fatima", "ad-twee").loginWithEtd(entity("ad-twee"));

        Page done = agent.open(url("dvp") + "/").form("/uitloggen").submit();
        assertThat(done.isAt(url("ad-twee"))).isTrue();
        assertThat(done.text()).contains("U bent uitgelogd.");
        assertThat(agent.open(url("dvp") + "/inloggen/etd").address().getPath()).startsWith("/inloggen/");
    }

    @Test
    void partyWhenTakenOutThenItsRequestsAreRefused() throws Exception {
        try (SupplierDv guest = SupplierDv.joined("99990009000000000002", "Gast BV", "loa3")) {
            assertThat(SupplierDv.netwerk("party", "remove", guest.entityId())).isZero();
            Page refused = agent().open(guest.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("ISSUER_UNKNOWN");
        }
    }

    @Test
    void partyWhenAskedWithItsOwnKeyThenItRegistersItselfAndNobodyElse() throws Exception {
        String folder = NetworkUnderTest.FOLDER.resolve("supplier-99990009000000000001").toString();
        String at = url("stelselbeheer");

        assertThat(SupplierDv.netwerk("party", "--keys", folder, "--at", at, "list")).isZero();
        assertThat(SupplierDv.netwerk("party", "--keys", folder, "--at", at, "add", "--metadata", dv.metadata().toString(), "--host",
                dv.clientId(), "--dvp", "Leverancier BV", "--level", "loa2")).isZero();
        assertThat(SupplierDv.netwerk("party", "--keys", folder, "--at", at, "add", "--metadata", url("hm") + "/metadata")).isEqualTo(1);
        assertThat(SupplierDv.netwerk("party", "--keys", folder, "--at", at, "remove", entity("ad-twee"))).isEqualTo(1);
    }

    @Test
    void keysWhenAskedAsPkcs12ThenTheSameKeyAndOnlyTheOwnerReadsIt() throws Exception {
        Path folder = NetworkUnderTest.FOLDER.resolve("p12");
        assertThat(SupplierDv.netwerk("party", "keys", "--organisation", "Leverancier BV", "--oin", "99990009000000000008", "--host",
                "p12.localhost", "--out", folder.toString(), "--p12")).isZero();

        KeyStore store = KeyStore.getInstance(folder.resolve("tls.p12").toFile(),
                Files.readString(folder.resolve("tls.p12.password")).toCharArray());
        // Java completes the chain with the root, which is in the store too.
        assertThat(store.getCertificateChain("tls")).hasSize(3);
        assertThat(store.getCertificate("tls").getPublicKey())
                .isEqualTo(TestPki.certificates(folder.resolve("tls.crt")).get(0).getPublicKey());
        for (String secret : List.of("tls.key", "tls.p12", "tls.p12.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret)))).as(secret)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void partyWhenAHostnameCannotBeListedThenItIsRefusedAndTheListsStayUsable() throws Exception {
        assertThat(
                SupplierDv.netwerk("party", "add", "--metadata", dv.metadata().toString(), "--host", "localhost", "--dvp", "Leverancier BV",
                        "--level", "loa2"))
                .isEqualTo(1);
        assertThat(agent().open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2)).address().getPath()).startsWith("/keuze/");
    }

    @Test
    void adWhenTakenOutAndPutBackThenItIsOfferedAndLogsPeopleInAgain() throws Exception {
        assertThat(SupplierDv.netwerk("party", "remove", entity("ad-twee"))).isZero();
        assertThat(agent().open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA2)).text()).contains("Zeker-Inloggen")
                .doesNotContain("Mijn Sleutel");

        // As a supplier's AD comes in: its metadata is fetched where it says.
        assertThat(SupplierDv.netwerk("party", "add", "--metadata", url("ad-twee") + "/metadata")).isZero();
        assertThat(login(agent(), "thijs", "ad-twee").assertion().orElseThrow().level()).isEqualTo(LevelOfAssurance.LOA2);
    }
}
