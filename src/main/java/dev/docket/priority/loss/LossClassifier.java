package dev.docket.priority.loss;

import dev.docket.decision.Edition;
import dev.docket.decision.Failure;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.id.SnapshotId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.LossReason;
import dev.docket.decision.urgency.Measured;
import dev.docket.decision.urgency.Money;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.decision.urgency.Stakes;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.driver.Driver;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.TakenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what an order will cost, for every order: what is absent or was never seen has no effect and widens the set of
 * candidates. A pure function of the order, the model, the snapshot and the stakes; all of it is plain arithmetic and
 * {@code StrictMath}, so that it is the same on every machine.
 */
public final class LossClassifier implements Classifier {
    private static final System.Logger LOG = System.getLogger(LossClassifier.class.getName());
    private static final double MICRO = 1e6;

    private final AtomicBoolean failedBefore = new AtomicBoolean();

    private final ModelId id;
    private final Hurdle hurdle;
    private final MoneyReasons reasons;
    private final PredictionSets sets;
    private final ReferenceSnapshot reference;
    private final SnapshotId snapshot;

    LossClassifier(LossModel model, TakenSnapshot taken) {
        this.id = model.id();
        this.hurdle = model.hurdle();
        this.reasons = new MoneyReasons(hurdle);
        this.reference = taken.content();
        List<Double> followed = reference.leastProbabilities();
        this.sets = followed.isEmpty() ? model.document().sets() : new PredictionSets(followed);
        this.snapshot = taken.id();
    }

    @Override
    public Opinion assess(OrderSnapshot order) {
        return assess(order, Stakes.DEFAULT);
    }

    @Override
    public Opinion assess(OrderSnapshot order, Stakes stakes) {
        try {
            return estimate(order, stakes);
        } catch (RuntimeException failure) {
            // The port promises not to throw: a decision without an estimate is better than none.
            if (failedBefore.compareAndSet(false, true)) { // one failure is news, the same for each order is not
                LOG.log(System.Logger.Level.WARNING, "The classifier failed.", failure);
            }
            return new Opinion.Abstained(id, "the classifier " + Failure.recorded(failure, Edition.SECOND));
        }
    }

    private Opinion estimate(OrderSnapshot order, Stakes stakes) {
        OrderFacts facts = hurdle.drivers().of(order, reference);
        Hurdle.Effects effects = hurdle.effects(facts);
        LossPolicy policy = stakes.policy();
        boolean otif = order.customer().otifTargetPct() != null;
        double typical = reference.typicalFor(order).value();
        ValueAtStake value = ValueAtStake.of(order, typical);
        Money atStake = Money.of(value.amount(), order.order().currency());
        double probabilityOfCost = micro(hurdle.probabilityOfCost(effects));
        double shareLost = hurdle.shareLost(Hurdle.sum(effects.days()), policy, otif);
        Money ofModel = Money.of(value.amount() * probabilityOfCost * shareLost, atStake.currency());
        var one = new MoneyReasons.Case(facts, effects, policy, otif, atStake, ofModel, costly(stakes));
        Money expected = withExceptions(one);
        double percentile = reference.percentile(expected.amount().doubleValue() / typical);
        PriorityClass suggests = policy.bands().of(expected, percentile);
        double[] p = hurdle.classes(effects, policy, otif, value.amount() / typical);
        var probabilities = new Probabilities(p[0], p[1], p[2], p[3]);
        List<String> unknown = unknown(facts, effects, value);
        SortedSet<PriorityClass> candidates = sets.of(probabilities, suggests, effects.unknownShare());
        List<LossReason> why = reasons.of(one);
        return new Opinion.Estimated(
                id,
                snapshot,
                suggests,
                probabilities,
                candidates,
                new LossEstimate(
                        expected,
                        probabilityOfCost,
                        Money.of(value.amount() * shareLost, atStake.currency()),
                        Avoidable.of(order, expected, policy),
                        percentile,
                        why,
                        new LossEstimate.Evidence(reference.basis(), reference.outcomes(), unknown)),
                new Measured(facts.natural(), probabilityOfCost));
    }

    private static SortedSet<String> costly(Stakes stakes) {
        SortedSet<String> codes = new TreeSet<>(stakes.codes());
        codes.removeIf(code -> stakes.policy().exceptions().getOrDefault(code, 0.0) <= 0);
        return codes;
    }

    private static Money withExceptions(MoneyReasons.Case one) {
        Money sum = one.expected();
        for (String code : one.codes()) {
            sum = sum.plus(MoneyReasons.exceptionCost(one, code));
        }
        return sum;
    }

    private List<String> unknown(OrderFacts facts, Hurdle.Effects effects, ValueAtStake value) {
        List<String> unknown = new ArrayList<>();
        if (value.assumed() != null) {
            unknown.add(value.assumed());
        }
        for (int f = 0; f < effects.unknown().length; f++) {
            if (effects.unknown()[f]) {
                unknown.add(inWords(hurdle.drivers().all().get(f), facts.natural()[f]));
            }
        }
        return unknown;
    }

    private static String inWords(Driver driver, double natural) {
        return switch (driver) {
            case Driver.Measure number -> number.name() + ": absent";
            case Driver.Choice choice when natural < 0 -> choice.name() + ": absent";
            case Driver.Choice choice
            when natural < choice.names().size() ->
                "%s %s: never seen in training"
                        .formatted(choice.name(), choice.names().get((int) natural));
            case Driver.Choice choice -> choice.name() + ": never seen in training";
        };
    }

    private static double micro(double probability) {
        return Math.rint(probability * MICRO) / MICRO;
    }

    /** What an order is worth, and how that was found when it does not say. */
    private record ValueAtStake(double amount, @Nullable String assumed) {
        static ValueAtStake of(OrderSnapshot order, double typical) {
            double net = dev.docket.priority.measure.Measures.netAmount(order);
            if (!Double.isNaN(net)) {
                return new ValueAtStake(net, null);
            }
            double priced = dev.docket.priority.measure.Measures.priced(order);
            return Double.isNaN(priced)
                    ? new ValueAtStake(typical, "order.netAmount: absent, a typical order's is assumed")
                    : new ValueAtStake(priced, "order.netAmount: absent, the sum of the lines is assumed");
        }
    }
}
