package dev.docket.training.judge;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Stakes;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.Renewal;
import dev.docket.priority.reference.TakenSnapshot;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.CostClasses;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.learn.Forecast;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Asks a model as a service does on its first day: with the snapshot that it was shipped with, whoever sends the orders, and after the
 * first renewal.
 */
public final class FirstDay {
    private final LossModel model;
    private final Stakes stakes;
    private final Classifier classifier;
    private final ReferenceSnapshot reference;

    private FirstDay(LossModel model, Stakes stakes, TakenSnapshot snapshot) {
        this.model = model;
        this.stakes = stakes;
        this.classifier = model.classifier(Edition.SECOND, snapshot);
        this.reference = snapshot.content();
    }

    /** Before anything was renewed. */
    public static FirstDay of(LossModel model, LossPolicy policy) {
        return new FirstDay(
                model,
                new Stakes(policy, new TreeSet<>()),
                model.shippedSnapshot().orElseThrow());
    }

    /**
     * After the first renewal.
     *
     * @param met what was decided before, in order of time; nobody knows yet how it ended
     */
    public FirstDay renewed(List<Case> met) {
        ReferenceSnapshot renewed = Renewal.of(
                met.stream()
                        .map(one -> new Renewal.Met(MetOrder.of(one.snapshot()), null, expectedLoss(one.snapshot())))
                        .toList(),
                reference,
                met.getLast().at(),
                model.calibration().orElse(null));
        return new FirstDay(model, stakes, TakenSnapshot.of(renewed.toBytes()));
    }

    private OptionalDouble expectedLoss(OrderSnapshot order) {
        return estimated(order)
                .map(said ->
                        OptionalDouble.of(said.loss().expectedLoss().amount().doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    /** How many of them got no score; a service answers those with FALLBACK. */
    public long unscored(Stream<OrderSnapshot> orders) {
        return orders.filter(order -> estimated(order).isEmpty()).count();
    }

    /** What it says of those that it scored. */
    public Judgement judge(List<Case> cases) {
        List<Moment> moments =
                cases.stream().map(one -> new Moment(one, reference)).toList();
        boolean oneCurrency = Judgement.isInOneCurrency(moments);
        return new Judgement(moments.stream()
                .flatMap(moment -> judged(moment, oneCurrency ? 1 : moment.typicalValue()).stream())
                .toList());
    }

    private Optional<JudgedOrder> judged(Moment moment, double unit) {
        OrderSnapshot order = moment.one().snapshot();
        return estimated(order)
                .map(said -> new JudgedOrder(
                        moment,
                        unit,
                        new Forecast(
                                List.of(
                                        said.probabilities().p1(),
                                        said.probabilities().p2(),
                                        said.probabilities().p3(),
                                        said.probabilities().p4()),
                                said.loss().probabilityOfCost(),
                                said.loss().expectedLoss().amount().doubleValue(),
                                model.hurdle()
                                        .effects(model.hurdle().drivers().of(order, reference))
                                        .unknownShare()),
                        CostClasses.classOf(moment, model.document().bands()),
                        said.suggests(),
                        said.candidates()));
    }

    private Optional<Opinion.Estimated> estimated(OrderSnapshot order) {
        return switch (classifier.assess(order, stakes)) {
            case Opinion.Estimated said -> Optional.of(said);
            case Opinion.Scored scored -> Optional.empty();
            case Opinion.OutOfRange strange -> Optional.empty();
            case Opinion.Abstained silent -> Optional.empty();
        };
    }
}
