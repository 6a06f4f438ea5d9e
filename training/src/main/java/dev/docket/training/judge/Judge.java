package dev.docket.training.judge;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.Money;
import dev.docket.decision.urgency.PriorityBands;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument;
import dev.docket.priority.loss.LossDocument.LossBands;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.training.cases.CostClasses;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import dev.docket.training.learn.Forecast;
import dev.docket.training.learn.RecentLosses;
import java.util.ArrayList;
import java.util.List;

/** Has a model answer orders that it has not seen, as a service would have, day by day. */
public record Judge(Hurdle hurdle, LossDocument document, LossPolicy policy) {
    public static Judge of(FittedModel model, LossPolicy policy) {
        return new Judge(model.hurdle(), model.document(), policy);
    }

    /**
     * @param before the orders before these, in order of time: the quotas are of the orders of earlier days
     * @param moments in order of time
     */
    public Judgement judge(List<Moment> before, List<Moment> moments) {
        RecentLosses losses = RecentLosses.of(hurdle, policy, before);
        List<OrderFacts> facts = Fitting.facts(hurdle.drivers(), moments);
        LossBands bands = document.bands();
        boolean oneCurrency = Judgement.isInOneCurrency(moments);
        List<JudgedOrder> rows = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            Forecast said = Forecast.of(hurdle, moment, facts.get(i), policy);
            losses.begin(moment.one().day());
            PriorityClass answered = answered(moment, said, losses.quantiles());
            losses.add(said.expectedLoss() / moment.typicalValue());
            List<Double> p = said.classes();
            rows.add(new JudgedOrder(
                    moment,
                    oneCurrency ? 1 : moment.typicalValue(),
                    said,
                    CostClasses.classOf(moment, bands),
                    answered,
                    document.sets()
                            .of(
                                    new Probabilities(p.get(0), p.get(1), p.get(2), p.get(3)),
                                    answered,
                                    said.unknownShare())));
        }
        return new Judgement(rows);
    }

    private static PriorityClass answered(Moment moment, Forecast said, List<Double> lossMultiples) {
        ReferenceSnapshot reference = moment.reference().withLosses(lossMultiples);
        return PriorityBands.DEFAULT.of(
                Money.of(said.expectedLoss(), null), reference.percentile(said.expectedLoss() / moment.typicalValue()));
    }
}
