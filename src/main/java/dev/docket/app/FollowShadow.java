package dev.docket.app;

import dev.docket.app.metric.Outages;
import dev.docket.journal.Followers;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.change.ShadowCandidate;
import dev.docket.service.change.canary.WatchCanary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Decides new records again with the candidate that is in shadow, and watches the one in canary, on a thread of its own. */
@Singleton
public class FollowShadow {
    private static final Logger LOG = Logger.getLogger(FollowShadow.class);
    private static final String FOLLOWING = "following in shadow";
    private static final int MILLIS = 500;

    private final ShadowCandidate shadow;
    private final WatchCanary canary;
    private final Followers followers;
    private final Outage following;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-shadow").factory());

    FollowShadow(
            ShadowCandidate shadow, WatchCanary canary, Followers followers, Outages outages, MeterRegistry registry) {
        this.shadow = shadow;
        this.canary = canary;
        this.followers = followers;
        following = outages.of(Outages.Of.SHADOW, LOG);
        Gauge.builder("docket.shadow.lag", shadow, ShadowCandidate::lag)
                .description(
                        "Records that the candidate in shadow has not looked at; 0 where none is, or another service follows")
                .baseUnit("records")
                .strongReference(true)
                .register(registry);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    void start() {
        background.scheduleWithFixedDelay(this::follow, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() throws InterruptedException {
        background.shutdownNow();
        // What it holds is freed once it no longer uses it.
        if (background.awaitTermination(10, TimeUnit.SECONDS)) {
            shadow.close();
            followers.close();
        }
    }

    // Catch everything and try again: an exception would end the schedule.
    private void follow() {
        try {
            boolean isMore = true;
            while (isMore && !Thread.currentThread().isInterrupted()) {
                // The guard first: what it may have to take back is deciding.
                boolean isMoreGuarded = canary.follow();
                isMore = shadow.follow() || isMoreGuarded;
            }
            following.worked(FOLLOWING);
        } catch (RuntimeException failed) {
            // What a driver says never reaches the log.
            StoreUnavailableException.in(failed)
                    .ifPresentOrElse(
                            away -> following.failed(FOLLOWING, away.toLog()),
                            () -> following.failed(FOLLOWING, failed));
        }
    }
}
