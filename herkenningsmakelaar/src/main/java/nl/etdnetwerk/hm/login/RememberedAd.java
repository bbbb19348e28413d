package nl.etdnetwerk.hm.login;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.core.Response;

/** The AD that a person chose before, in a cookie of the HM (saml.md 1.13). */
public final class RememberedAd {

    /** Name of the cookie. */
    public static final String COOKIE = "__Host-middel";
    private static final Duration LIFE = Duration.ofDays(180);

    private RememberedAd() {}

    /** Entity ID in a cookie's value; empty when that is not of our making. */
    public static Optional<String> of(String cookie) {
        try {
            return Optional.ofNullable(cookie).map(c -> URLDecoder.decode(c, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An answer that keeps the choice. */
    public static Response keep(Response answer, String entityId) {
        return with(answer, URLEncoder.encode(entityId, StandardCharsets.UTF_8) + "; Max-Age=" + LIFE.toSeconds());
    }

    /** An answer after which the person chooses again. */
    public static Response forget(Response answer) {
        return with(answer, "; Max-Age=0");
    }

    private static Response with(Response answer, String value) {
        return Response.fromResponse(answer).header("Set-Cookie", COOKIE + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax")
                .build();
    }
}
