package dev.docket.priority.label;

import dev.docket.decision.Edition;
import dev.docket.decision.Failure;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Measured;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.TimeBudget;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The classifier of a trained model. Never throws: a failure, and a score that came too late, are an abstention.
 *
 * <p>The contributions of a score add up to its urgency, {@code ln(p(P1) / p(P4))}, the baseline included. All that it
 * computes is plain arithmetic and {@code StrictMath}, so that it is the same on every machine.
 */
public final class TribuoClassifier implements Classifier {
    private static final System.Logger LOG = System.getLogger(TribuoClassifier.class.getName());

    private final ModelId id;
    private final Features features;
    private final KnownOrders knownOrders;
    private final LinearScores scores;
    private final Calibration calibration;
    private final TimeBudget budget;
    private final Edition edition;
    private final AtomicBoolean failedBefore = new AtomicBoolean();

    /** @param edition of the bundle, which says how a failure is recorded */
    public TribuoClassifier(PriorityModel model, Edition edition, TimeBudget budget) {
        this.edition = edition;
        this.id = model.id();
        this.features = model.features();
        this.knownOrders = new KnownOrders(features, model.document().features());
        this.scores =
                new LinearScores(model.weights(), features, model.document().columns());
        this.calibration = model.document().calibration();
        this.budget = budget;
    }

    @Override
    public Opinion assess(OrderSnapshot snapshot) {
        return budget.within(id, () -> attempt(snapshot));
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
        Measured measured = new Measured(vector.natural(), Calibration.costlyAmong(p));
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
