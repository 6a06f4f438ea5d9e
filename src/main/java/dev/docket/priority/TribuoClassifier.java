package dev.docket.priority;

import dev.docket.decision.Classifier;
import dev.docket.decision.ModelId;
import dev.docket.decision.Opinion;
import dev.docket.decision.Probabilities;
import dev.docket.order.OrderSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The classifier of a trained model. Never throws: a failure, and a score that came too late, are an abstention.
 *
 * <p>The contributions of a score add up to its urgency, {@code ln(p(P1) / p(P4))}, the baseline included. All that it
 * computes is plain arithmetic and {@code StrictMath}, so that it is the same on every machine.
 */
public final class TribuoClassifier implements Classifier {
    public static final Duration DEFAULT_BUDGET = Duration.ofMillis(100);

    private final ModelId id;
    private final Features features;
    private final KnownOrders knownOrders;
    private final LinearScores scores;
    private final Calibration calibration;
    private final Duration budget;
    private final LongSupplier nanoTicker;

    public TribuoClassifier(PriorityModel model) {
        // The thread's own time: a stalled machine must not change an answer, or a replay would differ from its record.
        this(model, DEFAULT_BUDGET, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /**
     * @param budget what an assessment may take of the processor
     * @param nanoTicker counts nanoseconds of the calling thread from any origin
     */
    public TribuoClassifier(PriorityModel model, Duration budget, LongSupplier nanoTicker) {
        this.id = model.id();
        this.features = model.features();
        this.knownOrders = new KnownOrders(features, model.document().features());
        this.scores =
                new LinearScores(model.weights(), features, model.document().columns());
        this.calibration = model.document().calibration();
        this.budget = budget;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Opinion assess(OrderSnapshot snapshot) {
        long start = nanoTicker.getAsLong();
        Opinion opinion = attempt(snapshot);
        boolean late = nanoTicker.getAsLong() - start > budget.toNanos();
        // The message does not say how late, so that two late answers are the same answer.
        return late
                ? new Opinion.Abstained(
                        id, "the classifier spent its time budget of %d ms".formatted(budget.toMillis()))
                : opinion;
    }

    private Opinion attempt(OrderSnapshot snapshot) {
        try {
            return opinion(snapshot);
        } catch (RuntimeException failure) {
            // The port promises not to throw: a decision without a score is better than none.
            return new Opinion.Abstained(id, "the classifier failed: " + failure);
        }
    }

    private Opinion opinion(OrderSnapshot snapshot) {
        FeatureVector vector = features.of(snapshot);
        List<String> strange = knownOrders.strangeIn(vector);
        if (!strange.isEmpty()) {
            return new Opinion.OutOfRange(id, strange);
        }
        double[] p = calibration.probabilities(scores.of(vector));
        var probabilities = new Probabilities(p[0], p[1], p[2], p[3]);
        return new Opinion.Scored(
                id,
                probabilities,
                calibration.candidates(probabilities),
                scores.contributions(vector, calibration.temperature()));
    }
}
