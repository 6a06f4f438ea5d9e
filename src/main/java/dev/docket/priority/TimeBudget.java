package dev.docket.priority;

import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Opinion;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What an assessment may take of the processor. */
public final class TimeBudget {
    public static final Duration DEFAULT = Duration.ofMillis(100);

    private final Duration budget;
    private final LongSupplier elapsedNanos;
    private final LongSupplier processorNanos;

    /**
     * @param elapsedNanos counts nanoseconds, whether the calling thread works or waits
     * @param processorNanos counts nanoseconds of the calling thread's work
     */
    public TimeBudget(Duration budget, LongSupplier elapsedNanos, LongSupplier processorNanos) {
        this.budget = budget;
        this.elapsedNanos = elapsedNanos;
        this.processorNanos = processorNanos;
    }

    /** The default budget of the thread's own time: a stalled machine must not change an answer. */
    public static TimeBudget ofProcessor() {
        return new TimeBudget(DEFAULT, System::nanoTime, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /** The opinion of an attempt, or an abstention when it took too long. */
    public Opinion within(ModelId model, Supplier<Opinion> attempt) {
        long start = elapsedNanos.getAsLong();
        Opinion opinion = attempt.get();
        boolean mayBeLate = elapsedNanos.getAsLong() - start > budget.toNanos();
        // The message does not say how late, so that two late answers are the same answer.
        return mayBeLate && isLate(attempt)
                ? new Opinion.Abstained(
                        model,
                        String.format(Locale.ROOT, "the classifier spent its time budget of %d ms", budget.toMillis()))
                : opinion;
    }

    // To ask for the thread's time costs as much as to assess: done only when the thread was stalled or is really slow.
    private boolean isLate(Supplier<Opinion> attempt) {
        long start = processorNanos.getAsLong();
        Opinion unused = attempt.get();
        return processorNanos.getAsLong() - start > budget.toNanos();
    }
}
