package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.JournalMetrics;
import dev.docket.app.metric.Outages;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.clock.WatchedClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Signs a checkpoint at the configured pace, and the last one when the service stops. */
@Singleton
public class SignCheckpoints {
    private static final Logger LOG = Logger.getLogger(SignCheckpoints.class);
    private static final String SIGNING = "signing log checkpoints";

    private final Checkpoints checkpoints;
    private final WatchedClock machine;
    private final Duration pace;
    private final Outage journal;
    private final Outage log;
    private final JournalMetrics metrics;
    private boolean isCompared;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-checkpoints").factory());

    SignCheckpoints(
            Checkpoints checkpoints,
            WatchedClock machine,
            Outage journal,
            Outages outages,
            JournalMetrics metrics,
            Settings settings) {
        this.checkpoints = checkpoints;
        this.machine = machine;
        this.journal = journal;
        log = outages.of(Outages.Of.LOG_CHECKPOINTS, LOG);
        this.metrics = metrics;
        pace = Duration.ofSeconds(settings.journal().checkpointSeconds());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    void start() {
        clock.scheduleWithFixedDelay(this::sign, 0, pace.toSeconds(), TimeUnit.SECONDS);
    }

    void stop() {
        clock.shutdown();
        sign();
    }

    /** Whether the log is one that may be signed. */
    boolean isSignable() {
        return !log.isOn();
    }

    // Once, as soon as the store can be read. What an earlier process signed last shows it, even if this one has
    // recorded already.
    private void compareClock() {
        if (!isCompared) {
            checkpoints.lastTime().ifPresent(machine::compareWith);
            isCompared = true;
        }
    }

    // Catch everything and try again: an exception would end the schedule.
    private void sign() {
        try {
            compareClock();
            metrics.signed(checkpoints.sign().size());
            journal.worked(SIGNING);
            log.worked(SIGNING);
        } catch (Checkpoints.ChangedLogException | IllegalStateException changed) {
            // Said even while the journal is not available: somebody changed it.
            journal.worked(SIGNING);
            log.failed(SIGNING, String.valueOf(changed.getMessage()));
        } catch (RuntimeException failed) {
            Optional<StoreUnavailableException> unavailable = StoreUnavailableException.in(failed);
            unavailable.ifPresentOrElse(
                    away -> journal.failed(SIGNING, away.toLog()), () -> log.failed(SIGNING, failed));
        }
    }
}
