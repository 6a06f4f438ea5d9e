package dev.docket.api.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How the service leaves without losing a request: it says so first, answers what still comes, then takes no more connections
 * and waits until nothing is in progress.
 */
@Singleton
public class Drain {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    /** A request may be on its way over a connection that looks idle. */
    private static final int QUIET_LOOKS = 20;

    private final Connections connections;
    private volatile boolean isLeaving;

    Drain(Connections connections) {
        this.connections = connections;
    }

    /** From now on the service is not ready, and each answer is the last one on its connection. */
    public void announce() {
        isLeaving = true;
    }

    /** Whether the service is about to stop. */
    public boolean isLeaving() {
        return isLeaving;
    }

    /**
     * Takes no more connections and waits until nothing has been in progress for half a second.
     *
     * @param limit how long to wait at most
     * @return how many requests are in progress still
     */
    public int finish(Duration limit) throws InterruptedException {
        connections.stopAccepting();
        long end = System.nanoTime() + limit.toNanos();
        long begun = connections.begun();
        for (int quiet = 0; quiet < QUIET_LOOKS && System.nanoTime() < end; quiet++) {
            Thread.sleep(BETWEEN_LOOKS);
            if (connections.inProgress() > 0 || connections.begun() != begun) {
                begun = connections.begun();
                quiet = 0;
            }
        }
        return connections.inProgress();
    }

    /** Sees to it that a request's answer is the last one on its connection, if the service leaves before it is written. */
    void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            context.addEndHandler(ended -> {
                if (isLeaving) {
                    connections.endAfter(request);
                }
            });
            return;
        }
        context.addHeadersEndHandler(written -> {
            if (isLeaving) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                // A caller that was not told sends its next request on this connection: it is told with the answer to
                // that one.
                context.addEndHandler(ended -> connections.endAfter(request));
            }
        });
    }
}
