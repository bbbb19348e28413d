package nl.etdnetwerk.kit.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request whose Host header is no host, in the place of the page of the framework: no address can be made of one. The
 * router has refused it by then.
 */
@ApplicationScoped
public class HostHeader {

    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;
    private static final int BAD_REQUEST = 400;

    void install(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).failureHandler(HostHeader::answer);
    }

    /** The same where health and metrics are. */
    void install(@Observes ManagementInterface management) {
        install(management.router());
    }

    private static void answer(RoutingContext context) {
        if (context.request().authority() == null) {
            context.response().setStatusCode(BAD_REQUEST).putHeader("Content-Type", "text/plain; charset=utf-8")
                    .putHeader("Connection", "close").end("HOST_HEADER: the name of this service, with its port\n");
        } else {
            context.next();
        }
    }
}
