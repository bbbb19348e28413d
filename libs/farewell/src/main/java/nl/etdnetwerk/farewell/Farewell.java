package nl.etdnetwerk.farewell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Between being told to stop and stopping (quarkus.shutdown.delay) a service answers everything, and ends every connection it
 * answers on. A peer or browser that kept its connection would otherwise send its next request to a service that is gone, and a
 * message with a one-time artifact cannot be sent again.
 */
@ApplicationScoped
public class Farewell {

    private static final int FIRST = 1000;
    private volatile boolean leaving;

    void begin(@Observes ShutdownDelayInitiatedEvent told) {
        leaving = true;
    }

    void install(@Observes Filters filters) {
        filters.register(this::answer, FIRST);
    }

    private void answer(RoutingContext context) {
        if (leaving) {
            if (context.request().version() == HttpVersion.HTTP_2) {
                context.request().connection().shutdown();
            } else {
                context.response().putHeader("Connection", "close");
            }
        }
        context.next();
    }
}
