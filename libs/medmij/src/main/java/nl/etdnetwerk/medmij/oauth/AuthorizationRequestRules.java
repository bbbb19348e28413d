package nl.etdnetwerk.medmij.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The order of checks of medmij.md 1.5. As long as the client and its redirect URI are not known to belong together, nothing is
 * sent to that URI: the person sees an error page instead.
 */
public final class AuthorizationRequestRules {

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VI = Pattern.compile("[A-Za-z0-9_-]{420,1024}");
    private static final int MIN_STATE = 8;
    private static final int MAX_STATE = 1024;
    private static final int MAX_PORT = 65535;

    /** What came of the checks. */
    public sealed interface Outcome {}

    /** The request is in order. */
    public record Accepted(AuthorizationRequest request) implements Outcome {}

    /** Tell the person only; the requester is not to be trusted. */
    public record ErrorPage(String reason) implements Outcome {}

    /** Tell the requester, at its own address. */
    public record ErrorRedirect(String redirectUri, Optional<String> state, OAuthError error, String reason) implements Outcome {}

    private final Predicate<String> knownClient;
    private final Predicate<Scope> servedHere;

    /**
     * Rules of one authorization server.
     *
     * @param knownClient whether a hostname is on the OCL
     * @param servedHere whether this server acts for a zorgaanbieder, and that has every gegevensdienst the scope names
     */
    public AuthorizationRequestRules(Predicate<String> knownClient, Predicate<Scope> servedHere) {
        this.knownClient = knownClient;
        this.servedHere = servedHere;
    }

    /**
     * Checks decoded parameters.
     *
     * @param pushed whether they came by PAR, over mutual TLS; only then may they hold a bare VI
     */
    public Outcome check(Map<String, List<String>> parameters, boolean pushed) {
        Optional<String> clientId = single(parameters, "client_id");
        if (clientId.isEmpty() || !knownClient.test(clientId.get())) {
            return new ErrorPage("CLIENT_UNKNOWN");
        }
        Optional<String> redirectUri = single(parameters, "redirect_uri");
        if (redirectUri.isEmpty() || !belongs(redirectUri.get(), clientId.get())) {
            return new ErrorPage("REDIRECT_URI_NOT_OF_CLIENT");
        }
        Optional<String> state = single(parameters, "state");
        Refusal refuse = (error, reason) -> new ErrorRedirect(redirectUri.get(), state, error, reason);
        if (parameters.entrySet().stream().anyMatch(e -> e.getValue().size() > 1)) {
            return refuse.with(OAuthError.INVALID_REQUEST, "PARAMETER_TWICE");
        }
        if (!single(parameters, "response_type").equals(Optional.of("code"))) {
            return refuse.with(parameters.containsKey("response_type") ? OAuthError.UNSUPPORTED_RESPONSE_TYPE : OAuthError.INVALID_REQUEST,
                    "RESPONSE_TYPE");
        }
        if (state.isEmpty() || state.get().length() < MIN_STATE || state.get().length() > MAX_STATE) {
            // It goes back all the same, so that the client knows what this is about (medmij.md 1.9).
            return refuse.with(OAuthError.INVALID_REQUEST, "STATE_FORM");
        }
        Optional<Scope> scope = single(parameters, "scope").flatMap(Scope::parse).filter(servedHere);
        if (scope.isEmpty()) {
            return refuse.with(OAuthError.INVALID_SCOPE, "SCOPE_NOT_SERVED");
        }
        Optional<String> requestId = single(parameters, TraceIds.REQUEST).filter(TraceIds::isOne);
        Optional<String> correlationId = single(parameters, TraceIds.CORRELATION).filter(TraceIds::isOne);
        if (requestId.isEmpty() || correlationId.isEmpty()) {
            return refuse.with(OAuthError.INVALID_REQUEST, "TRACE_ID");
        }
        Optional<String> challenge = single(parameters, "code_challenge");
        Optional<String> method = single(parameters, "code_challenge_method");
        // A method without a challenge is one that was lost on the way: the client believes in a protection that is not there.
        if (challenge.isPresent() != method.isPresent() || challenge.isPresent()
                && (!CHALLENGE.matcher(challenge.get()).matches() || !method.get().equals("S256"))) {
            return refuse.with(OAuthError.INVALID_REQUEST, "PKCE_FORM");
        }
        Optional<String> vi = single(parameters, "MedMij_VI");
        if (vi.isPresent() && (!pushed || !VI.matcher(vi.get()).matches())) {
            return refuse.with(OAuthError.INVALID_REQUEST, "VI_FORM");
        }
        return new Accepted(new AuthorizationRequest(clientId.get(), redirectUri.get(), scope.get(), state.get(), challenge,
                requestId.get(), correlationId.get(), vi,
                single(parameters, "MedMij_VI_assertion")));
    }

    private interface Refusal {
        ErrorRedirect with(OAuthError error, String reason);
    }

    private static Optional<String> single(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 && !values.get(0).isEmpty() ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Compares parsed hosts: a string prefix would let {@code dvp.example.nl.evil.test} through (medmij.md 1.2). */
    private static boolean belongs(String redirectUri, String clientId) {
        try {
            URI uri = new URI(redirectUri);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && (uri.getHost().equals(clientId) || uri.getHost().endsWith("." + clientId))
                    && isAsItWillBe(uri)
                    && (uri.getPort() == -1 || clientId.endsWith(".localhost") && uri.getPort() > 0 && uri.getPort() <= MAX_PORT);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A browser goes up where a path says so, encoded or not: the address that was checked has to be the one it goes to. */
    private static boolean isAsItWillBe(URI uri) {
        return uri.normalize().equals(uri) && !uri.getRawPath().toLowerCase(Locale.ROOT).contains("%2e");
    }
}
