package nl.etdnetwerk.dvp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.ServiceEnvironment;
import nl.etdnetwerk.useragent.TestPerson;

/** A request that read the session before a login in another tab, and writes it after that. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvp"))
class SessionOfBeforeTest {

    private static final String COOKIE = "__Host-session";
    @Inject
    ShortLivedStore store;
    @Inject
    NetworkClock clock;

    private BrowserSession of(String cookie) {
        HttpHeaders headers = (HttpHeaders) Proxy.newProxyInstance(HttpHeaders.class.getClassLoader(), new Class<?>[]{HttpHeaders.class},
                (proxy, method, arguments) -> Map.of(COOKIE, new Cookie.Builder(COOKIE).value(cookie).build()));
        return new BrowserSession(store, headers, clock);
    }

    @Test
    void sessionWhenRenewedSinceItWasReadThenNotWrittenBack() throws IOException {
        Caller browser = Caller.browser();
        HttpResponse<String> page = browser.get("/inloggen");
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().replaceAll("^[^=]*=([^;]*);.*", "$1");
        BrowserSession slow = of(cookie);
        assertThat(slow.exists()).isTrue();

        // Of nobody else's here: a code is good once.
        TestPerson.Credentials c = Caller.state().persons().stream().map(State.Person::pgo).filter(p -> p.username().equals("emre"))
                .findFirst().orElseThrow();
        assertThat(browser.form("/inloggen", Map.of("gebruikersnaam", c.username(), "wachtwoord", c.password(), "code",
                c.code(Instant.now()), "_token", Caller.field(page, "_token"))).statusCode()).isEqualTo(303);

        assertThatThrownBy(() -> slow.set(Map.of("doel", "x"))).isInstanceOf(PageException.class).hasMessageContaining("SESSION_RENEWED");
        assertThat(of(cookie).exists()).isFalse();
        assertThat(browser.get("/").body()).contains("Mijn overzicht");
    }
}
