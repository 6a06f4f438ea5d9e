package dev.docket.training.learn;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.loss.Hurdle;
import dev.docket.training.cases.Timeline.Moment;
import java.util.Arrays;
import java.util.List;

/**
 * What a model says of a past order.
 *
 * @param classes the probabilities of P1 to P4
 * @param expectedLoss in the currency of the data
 * @param unknownShare how much of the model's input is unknown, weighted by importance, 0..1
 */
public record Forecast(List<Double> classes, double probabilityOfCost, double expectedLoss, double unknownShare) {
    public static Forecast of(Hurdle hurdle, Moment moment, OrderFacts facts, LossPolicy policy) {
        Hurdle.Effects effects = hurdle.effects(facts);
        boolean otif = moment.one().snapshot().customer().otifTargetPct() != null;
        double value = moment.one().value();
        return new Forecast(
                Arrays.stream(hurdle.classes(effects, policy, otif, value / moment.typicalValue()))
                        .boxed()
                        .toList(),
                hurdle.probabilityOfCost(effects),
                value * hurdle.expectedShare(effects, policy, otif),
                effects.unknownShare());
    }
}
