package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.Outages;
import dev.docket.bundle.BundleException;
import dev.docket.outage.Outage;
import dev.docket.priority.reference.TakenSnapshot;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.RenewSnapshot;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews what is usual at the configured pace, on a thread of its own. */
@Singleton
public class RenewSnapshots {
    private static final Logger LOG = Logger.getLogger(RenewSnapshots.class);
    private static final String RENEWING = "renewing what is usual";
    /** How often to look whether it is time: another model may have become active. */
    private static final int LOOK_SECONDS = 30;

    private final RenewSnapshot renewal;
    private final InstantSource clock;
    private final boolean isWanted;
    private final Outage journal;
    private final Outage renewing;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-usual").factory());

    RenewSnapshots(RenewSnapshot renewal, InstantSource clock, Outage journal, Outages outages, Settings settings) {
        this.renewal = renewal;
        this.clock = clock;
        this.journal = journal;
        renewing = outages.of(Outages.Of.RENEWAL, LOG);
        this.isWanted = settings.models().renewMinutes() > 0;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    void start() {
        if (isWanted) {
            background.scheduleWithFixedDelay(this::renew, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop() {
        background.shutdownNow();
    }

    // Catch everything and try again: an exception would end the schedule.
    private void renew() {
        try {
            if (renewal.renew(clock.instant()) instanceof RenewSnapshot.Result.Renewed renewed) {
                TakenSnapshot snapshot = renewed.snapshot();
                LOG.infof(
                        "what is usual was renewed: snapshot %s as of %s, from %d mature outcomes",
                        snapshot.digest(),
                        snapshot.id().takenAt(),
                        snapshot.content().outcomes());
            }
            journal.worked(RENEWING);
            renewing.worked(RENEWING);
        } catch (BundleException unkept) {
            renewing.failed(RENEWING, String.valueOf(unkept.getMessage()));
        } catch (RuntimeException failed) {
            Optional<StoreUnavailableException> unavailable = StoreUnavailableException.in(failed);
            unavailable.ifPresentOrElse(
                    away -> journal.failed(RENEWING, away.toLog()), () -> renewing.failed(RENEWING, failed));
        }
    }
}
