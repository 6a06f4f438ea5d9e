package dev.docket.app;

import dev.docket.app.metric.Outages;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.change.ApprovalGate;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.canary.LiveCanary;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Lets decide what the journal says is to decide: another service may have promoted it, and an emergency ends by itself. */
@Singleton
public class FollowChanges {
    private static final Logger LOG = Logger.getLogger(FollowChanges.class);
    private static final String FOLLOWING = "following policy changes";
    /** Every service knows of a promotion within two seconds. */
    private static final int MILLIS = 500;

    private final ChangePolicy changes;
    private final LiveCanary canary;
    private final ApprovalGate gate;
    private final Outage following;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-changes").factory());

    FollowChanges(ChangePolicy changes, LiveCanary canary, ApprovalGate gate, Outages outages) {
        this.changes = changes;
        this.canary = canary;
        this.gate = gate;
        following = outages.of(Outages.Of.CHANGES, LOG);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    void start() {
        if (gate.isRequired()) {
            background.scheduleWithFixedDelay(this::follow, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        background.shutdownNow();
        canary.close();
    }

    // Catch everything and try again: an exception would end the schedule.
    private void follow() {
        try {
            changes.follow();
            canary.follow();
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
