package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.JournalMetrics;
import dev.docket.app.metric.Outages;
import dev.docket.journal.Journal;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.RetireOverdue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Retires payloads whose retention period is over, hourly, if there is such a period. */
@Singleton
public class KeepRetention {
    private static final Logger LOG = Logger.getLogger(KeepRetention.class);
    private static final String RETIRING = "retiring payloads";
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(250);

    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private final Optional<RetireOverdue> retirement;
    private final Outage journal;
    private final Outage retiring;
    private volatile boolean isStopping;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-retention").factory());

    KeepRetention(
            Journal entries,
            JournalStore store,
            InstantSource clock,
            Outage journal,
            Outages outages,
            JournalMetrics metrics,
            Settings settings) {
        this.journal = journal;
        retiring = outages.of(Outages.Of.RETENTION, LOG);
        int days = settings.journal().retainDays();
        retirement = days == 0
                ? Optional.empty()
                : Optional.of(new RetireOverdue(entries, store, Duration.ofDays(days), clock));
        metrics.overdue(() -> retirement.map(RetireOverdue::backlog).orElse(0L));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    void start() {
        retirement.ifPresent(some ->
                background.scheduleWithFixedDelay(() -> retire(some), 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS));
    }

    /** Between two steps. */
    void stop() throws InterruptedException {
        isStopping = true;
        background.shutdown();
        if (!background.awaitTermination(LONGEST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("payloads are still being retired; what is not finished is undone");
        }
    }

    // Catch everything and try again: an exception would end the schedule.
    private void retire(RetireOverdue some) {
        try {
            long records = some.retire(this::pause);
            if (records > 0) {
                LOG.infof("the retention of %d records is over: their payloads were deleted", records);
            }
            journal.worked(RETIRING);
            retiring.worked(RETIRING);
        } catch (StoppingException stopping) {
            LOG.debug("stopped while payloads were being retired; the rest is retired next time");
        } catch (RuntimeException failed) {
            Optional<StoreUnavailableException> unavailable = StoreUnavailableException.in(failed);
            unavailable.ifPresentOrElse(
                    away -> journal.failed(RETIRING, away.toLog()), () -> retiring.failed(RETIRING, failed));
        }
    }

    private void pause() {
        LockSupport.parkNanos(BETWEEN_STEPS.toNanos());
        if (isStopping) {
            throw new StoppingException();
        }
    }

    private static final class StoppingException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
