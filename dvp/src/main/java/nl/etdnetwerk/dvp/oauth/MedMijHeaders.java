package nl.etdnetwerk.dvp.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.vertx.mutiny.core.buffer.Buffer;
import nl.etdnetwerk.medmij.oauth.TraceIds;

/** Moves the two trace ids of MedMij from the form, where the client takes extra parameters, to the headers, where they belong (medmij.md 2.2). */
@ApplicationScoped
@Unremovable
@OidcEndpoint(value = OidcEndpoint.Type.TOKEN)
public class MedMijHeaders implements OidcRequestFilter {

    @Override
    public void filter(OidcRequestContext context) {
        List<String> body = new ArrayList<>();
        for (String pair : context.requestBody().toString().split("&")) {
            String name = pair.substring(0, Math.max(pair.indexOf('='), 0));
            if (name.equals(TraceIds.CORRELATION) || name.equals(TraceIds.REQUEST)) {
                context.request().putHeader(name, URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            } else {
                body.add(pair);
            }
        }
        context.requestBody(Buffer.buffer(String.join("&", body)));
    }
}
