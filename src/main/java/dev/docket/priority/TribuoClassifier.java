package dev.docket.priority;

import dev.docket.decision.Edition;
import dev.docket.decision.Failure;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Measured;
import dev.docket.decision.urgency.ModelId;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.order.OrderSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The classifier of a trained model. Never throws: a failure, and a score that came too late, are an abstention.
 *
 * <p>The contributions of a score add up to its urgency, {@code ln(p(P1) / p(P4))}, the baseline included. All that it
 * computes is plain arithmetic and {@code StrictMath}, so that it is the same on every machine.
 */
public final class TribuoClassifier implements Classifier {
    private static final System.Logger LOG = System.getLogger(TribuoClassifier.class.getName());
    public static final Duration DEFAULT_BUDGET = Duration.ofMillis(100);

    private final ModelId id;
    private final Features features;
    private final KnownOrders knownOrders;
    private final LinearScores scores;
    private final Calibration calibration;
    private final Duration budget;
    private final LongSupplier elapsedNanos;
    private final LongSupplier processorNanos;
    private final Edition edition;
    private final AtomicBoolean failedBefore = new AtomicBoolean();

    /** @param edition of the bundle, which says how a failure is recorded */
    public TribuoClassifier(PriorityModel model, Edition edition) {
        // The thread's own time: a stalled machine must not change an answer, or a replay would differ from its record.
        this(
                model,
                edition,
                DEFAULT_BUDGET,
                System::nanoTime,
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /**
     * @param budget what an assessment may take of the processor
     * @param nanoTicker counts nanoseconds, whether the calling thread works or waits
     */
    public TribuoClassifier(PriorityModel model, Duration budget, LongSupplier nanoTicker) {
        this(model, Edition.SECOND, budget, nanoTicker, nanoTicker);
    }

    /**
     * @param elapsedNanos counts nanoseconds, whether the calling thread works or waits
     * @param processorNanos counts nanoseconds of the calling thread's work
     */
    TribuoClassifier(
            PriorityModel model,
            Edition edition,
            Duration budget,
            LongSupplier elapsedNanos,
            LongSupplier processorNanos) {
        this.edition = edition;
        this.id = model.id();
        this.features = model.features();
        this.knownOrders = new KnownOrders(features, model.document().features());
        this.scores =
                new LinearScores(model.weights(), features, model.document().columns());
        this.calibration = model.document().calibration();
        this.budget = budget;
        this.elapsedNanos = elapsedNanos;
        this.processorNanos = processorNanos;
    }

    @Override
    public Opinion assess(OrderSnapshot snapshot) {
        long start = elapsedNanos.getAsLong();
        Opinion opinion = attempt(snapshot);
        boolean mayBeLate = elapsedNanos.getAsLong() - start > budget.toNanos();
        // The message does not say how late, so that two late answers are the same answer.
        return mayBeLate && isLate(snapshot)
                ? new Opinion.Abstained(
                        id,
                        String.format(Locale.ROOT, "the classifier spent its time budget of %d ms", budget.toMillis()))
                : opinion;
    }

    // To ask for the thread's time costs as much as to assess: done only when the thread was stalled or is really slow.
    private boolean isLate(OrderSnapshot snapshot) {
        long start = processorNanos.getAsLong();
        attempt(snapshot);
        return processorNanos.getAsLong() - start > budget.toNanos();
    }

    private Opinion attempt(OrderSnapshot snapshot) {
        try {
            return opinion(snapshot);
        } catch (RuntimeException failure) {
            // The port promises not to throw: a decision without a score is better than none.
            if (failedBefore.compareAndSet(false, true)) { // one failure is news, the same for each order is not
                LOG.log(System.Logger.Level.WARNING, "The classifier failed.", failure);
            }
            String because = Failure.recorded(failure, edition);
            return new Opinion.Abstained(
                    id, edition == Edition.FIRST ? "the classifier failed: " + because : "the classifier " + because);
        }
    }

    private Opinion opinion(OrderSnapshot snapshot) {
        FeatureVector vector = features.of(snapshot);
        double[] p = calibration.probabilities(scores.of(vector));
        Measured measured = new Measured(vector.natural(), Drift.costly(p));
        List<String> strange = knownOrders.strangeIn(vector);
        if (!strange.isEmpty()) {
            return new Opinion.OutOfRange(id, strange, measured);
        }
        var probabilities = new Probabilities(p[0], p[1], p[2], p[3]);
        return new Opinion.Scored(
                id,
                probabilities,
                calibration.candidates(probabilities),
                scores.contributions(vector, calibration.temperature()),
                measured);
    }
}
