package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.JournalMetrics;
import dev.docket.app.metric.Outages;
import dev.docket.journal.Journal;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.RetireOverdue;
import dev.docket.service.proof.RetirementOrders;
import dev.docket.text.Printable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Retires payloads: hourly those whose retention period is over, if there is such a period, and at once what the command line orders. */
@Singleton
public class KeepRetention {
    private static final Logger LOG = Logger.getLogger(KeepRetention.class);
    private static final String RETIRING = "retiring payloads";
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(250);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private final RetireOverdue retirement;
    private final RetirementOrders orders;
    private final Duration retention;
    private final InstantSource clock;
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
        this.clock = clock;
        retention = Duration.ofDays(settings.journal().retainDays());
        retirement = new RetireOverdue(entries, store, clock);
        orders = new RetirementOrders(store.keyFolder());
        metrics.overdue(retirement::backlog);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    void start() {
        if (!retention.isZero()) {
            background.scheduleWithFixedDelay(
                    () -> attempt(this::retireOverdue), 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
        }
        background.scheduleWithFixedDelay(() -> attempt(this::obey), 1, 1, TimeUnit.SECONDS);
    }

    /** Between two steps. */
    void stop() throws InterruptedException {
        isStopping = true;
        background.shutdown();
        if (!background.awaitTermination(LONGEST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("payloads are still being retired; what is not finished is undone");
        }
    }

    private void retireOverdue() {
        long records = retirement.retire(clock.instant().minus(retention), RetireOverdue.CALLER, this::pause);
        if (records > 0) {
            LOG.infof("the retention of %d records is over: their payloads were deleted", records);
        }
        worked();
    }

    private void obey() {
        if (!orders.isWaiting()) {
            return;
        }
        Optional<RetirementOrders.Order> order = orders.next();
        if (order.isEmpty()) {
            orders.answer(new RetirementOrders.Answer.Failed("The order in the data folder is none."));
            return;
        }
        long records;
        try {
            records = retirement.retire(order.get().before(), order.get().by(), this::pause);
        } catch (RuntimeException failed) {
            if (!(failed instanceof StoppingException)
                    && StoreUnavailableException.in(failed).isEmpty()) {
                orders.answer(new RetirementOrders.Answer.Failed("Its log says why."));
            }
            throw failed;
        }
        LOG.infof(
                "the payloads of %d records were deleted, as %s ordered",
                records, Printable.line(order.get().by()));
        orders.answer(new RetirementOrders.Answer.Done(records));
        worked();
    }

    private void worked() {
        journal.worked(RETIRING);
        retiring.worked(RETIRING);
    }

    // Catch everything and try again: an exception would end the schedule.
    private void attempt(Runnable work) {
        try {
            work.run();
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
