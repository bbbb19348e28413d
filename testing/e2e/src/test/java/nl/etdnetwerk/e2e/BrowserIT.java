package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.person;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.useragent.TestPerson;

/** The pages in a real browser: its cookies, redirects, content policy and certificates, and a security key. */
class BrowserIT {

    private static final int PAGES = 14;
    private static final long CODE_SECONDS = 30;

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static String path(Chromium browser) {
        return URI.create(browser.driver().getCurrentUrl()).getPath();
    }

    private static String text(Chromium browser) {
        return browser.driver().findElement(By.tagName("body")).getText();
    }

    private static void mark(Chromium browser, String css) {
        browser.driver().findElement(By.cssSelector(css)).click();
    }

    /** Presses a button and waits until the page it was on is gone. */
    private static void press(Chromium browser, String css) throws IOException {
        WebElement page = browser.driver().findElement(By.tagName("html"));
        mark(browser, css);
        Await.until("another page after " + css, () -> isGone(page));
    }

    private static boolean isGone(WebElement page) {
        try {
            page.isDisplayed();
            return false;
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    private static void type(Chromium browser, String name, String value) {
        WebElement field = browser.driver().findElement(By.name(name));
        field.clear();
        field.sendKeys(value);
    }

    /** Fills in a login as a person does: when the code was used before, the next one the app shows, and then the one after a wait. */
    private static void logIn(Chromium browser, TestPerson.Credentials c, String button) throws IOException {
        for (int attempt = 0; attempt < 3 && !browser.driver().findElements(By.cssSelector(button)).isEmpty(); attempt++) {
            if (attempt == 2) {
                long next = Clock.systemUTC().instant().getEpochSecond() / CODE_SECONDS + 1;
                Await.until("the next code", () -> Clock.systemUTC().instant().getEpochSecond() / CODE_SECONDS >= next);
            }
            type(browser, "gebruikersnaam", c.username());
            type(browser, "wachtwoord", c.password());
            type(browser, "code", c.code(Clock.systemUTC().instant().plusSeconds(attempt == 0 ? 0 : CODE_SECONDS)));
            press(browser, button);
        }
    }

    /** Through whatever pages come, agreeing to all, until at an address. */
    private static void walk(Chromium browser, String until, TestPerson.Credentials ad, String picture) throws IOException {
        for (int i = 0; i < PAGES && !browser.driver().getCurrentUrl().startsWith(until); i++) {
            String path = path(browser);
            if (!picture.isEmpty()) {
                browser.picture(picture + "-" + i);
            }
            if (path.startsWith("/keuze/")) {
                mark(browser, "input[name=ad][value='" + entity("ad-een") + "']");
                press(browser, "button[value=kies]");
            } else if (path.startsWith("/inloggen/")) {
                logIn(browser, ad, "button[value=inloggen]");
            } else if (path.startsWith("/welkom/")) {
                press(browser, "button[value=verder]");
            } else if (path.startsWith("/toestemming/")) {
                press(browser, "button[value=akkoord]");
            } else if (path.startsWith("/sleutel/")) {
                press(browser, "button[value=gebruik]");
            } else {
                throw new IOException("unexpected page " + browser.driver().getCurrentUrl() + ": " + text(browser));
            }
        }
        assertThat(browser.driver().getCurrentUrl()).startsWith(until);
    }

    @Test
    void flowsWhenTheBrowserHasNoJavaScriptThenAllThreeEndWhereTheyShould() throws IOException {
        TestPerson.Credentials ad = person("daan").ads().get("ad-een");
        try (Chromium browser = Chromium.open(false)) {
            browser.driver().get(pgo() + "/inloggen");
            logIn(browser, person("daan").pgo(), "form[action='/inloggen'] button");
            assertThat(text(browser)).contains("Mijn overzicht");

            press(browser, "form[action='/koppelen'] button");
            walk(browser, pgo(), ad, "koppelen");
            assertThat(browser.driver().getCurrentUrl()).isEqualTo(pgo() + "/?melding=gekoppeld");
            browser.picture("gekoppeld");

            for (String variant : List.of("1", "2")) {
                browser.driver().get(pgo() + "/verzamelen/" + (variant.equals("1") ? "huisartsdebron" : "ziekenhuishetduin"));
                mark(browser, "input[name=variant][value='" + variant + "']");
                press(browser, "form[action^='/verzamelen/'] button");
                walk(browser, pgo(), ad, "variant" + variant);
                assertThat(browser.driver().getCurrentUrl()).isEqualTo(pgo() + "/gegevens");
            }
            browser.picture("gegevens");
            assertThat(text(browser)).contains("huisartsdebron: Huisartsgegevens", "ziekenhuishetduin: Basisgegevens Zorg");
        }
    }

    @Test
    void buttonsWhenPressedTwiceInARowThenTheLoginGoesOn() throws IOException {
        TestPerson.Credentials ad = person("anouk").ads().get("ad-een");
        try (Chromium browser = Chromium.open(true)) {
            browser.driver().get(pgo() + "/inloggen/etd");
            int logins = 0;
            for (int i = 0; i < PAGES && !browser.driver().getCurrentUrl().startsWith(pgo()); i++) {
                WebElement page = browser.driver().findElement(By.tagName("html"));
                String button = "button[value=akkoord]";
                if (path(browser).startsWith("/keuze/")) {
                    mark(browser, "input[name=ad][value='" + entity("ad-een") + "']");
                    button = "button[value=kies]";
                } else if (path(browser).startsWith("/inloggen/")) {
                    type(browser, "gebruikersnaam", ad.username());
                    type(browser, "wachtwoord", ad.password());
                    type(browser, "code", ad.code(Clock.systemUTC().instant().plusSeconds(CODE_SECONDS * logins)));
                    // The code may have been used by another test: the app shows the next one then.
                    assertThat(++logins).isLessThanOrEqualTo(2);
                    button = "button[value=inloggen]";
                } else if (path(browser).startsWith("/welkom/")) {
                    button = "button[value=verder]";
                }
                browser.driver().executeScript("const b = arguments[0]; b.click(); setTimeout(() => b.click(), 30);",
                        browser.driver().findElement(By.cssSelector(button)));
                Await.until("another page after " + button, () -> isGone(page));
            }
            assertThat(browser.driver().getCurrentUrl()).isEqualTo(pgo() + "/");
            assertThat(text(browser)).contains("Mijn overzicht");
        }
    }

    @Test
    void securityKeyWhenRegisteredAndUsedThenALoginOfTheHighestLevel() throws Exception {
        TestPerson.Credentials ad = person("fatima").ads().get("ad-een");
        try (Chromium browser = Chromium.open(true); SupplierDv dv = SupplierDv.joined("99990009000000000071", "Hoog niveau", "loa4")) {
            browser.driver().addVirtualAuthenticator(new VirtualAuthenticatorOptions().setProtocol(Protocol.CTAP2)
                    .setTransport(Transport.INTERNAL).setHasUserVerification(true).setIsUserVerified(true).setHasResidentKey(true));
            browser.driver().get(url("ad-een") + "/sleutel");
            logIn(browser, ad, "form[action='/sleutel'] button");
            browser.picture("sleutel");
            assertThat(text(browser)).contains("Uw beveiligingssleutel is geregistreerd.");

            assertThat(browser.driver().manage().getCookies()).isNotEmpty().allSatisfy(c -> assertThat(c.isSecure()).isTrue());

            browser.driver().get(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA4));
            walk(browser, "https://localhost:", ad, "");
            var answer = dv.answer(URI.create(browser.driver().getCurrentUrl()), LevelOfAssurance.LOA4).valid().orElseThrow();
            assertThat(answer.assertion().orElseThrow().level()).isEqualTo(LevelOfAssurance.LOA4);
        }
    }
}
