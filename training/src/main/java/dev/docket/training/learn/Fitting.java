package dev.docket.training.learn;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.priority.driver.Drivers;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument;
import dev.docket.priority.loss.LossDocument.Column;
import dev.docket.priority.loss.LossDocument.LossBands;
import dev.docket.priority.loss.PredictionSets;
import dev.docket.priority.loss.Severity;
import dev.docket.training.cases.CostClasses;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.cases.Vocabulary;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * From past orders, each with what was known then, to a hurdle model: scales the columns, trains probability and severity,
 * and finds the thresholds of the prediction sets on orders that the scoring model did not see.
 */
public final class Fitting {
    private final TrainingConfig config;
    private final Runnable learned;
    private final PriorWeights prior;

    /** @param learned is run after each learning: once for each fold, and once for all of them */
    public Fitting(TrainingConfig config, Runnable learned) {
        this(config, learned, PriorWeights.NONE);
    }

    /** @param prior where the weights begin and are pulled to */
    public Fitting(TrainingConfig config, Runnable learned, PriorWeights prior) {
        this.config = config;
        this.learned = learned;
        this.prior = prior;
    }

    /** @throws TrainingException if the orders are too few to learn from */
    public FittedModel fit(List<Moment> moments) {
        requireEnough(moments);
        LossBands bands = CostClasses.bands(config.labels(), moments);
        Drivers drivers = new Drivers(Vocabulary.of(config, moments));
        List<OrderFacts> facts = facts(drivers, moments);
        List<Calibrating.Scored> scored = scored(moments, facts, drivers, bands);
        PredictionSets sets = Calibrating.of(scored, config.split().coverage());
        FittedModel model = fit(moments, facts, drivers, bands, sets).calibratedOn(scored);
        learned.run();
        return model;
    }

    /**
     * The same without thresholds, which takes a sixth of the time: every class is in every set.
     *
     * @throws TrainingException if the orders are too few to learn from
     */
    public FittedModel uncalibrated(List<Moment> moments) {
        requireEnough(moments);
        Drivers drivers = new Drivers(Vocabulary.of(config, moments));
        LossBands bands = CostClasses.bands(config.labels(), moments);
        FittedModel model = fit(moments, facts(drivers, moments), drivers, bands, Calibrating.ALL);
        learned.run();
        return model;
    }

    public static List<OrderFacts> facts(Drivers drivers, List<Moment> moments) {
        return moments.stream()
                .map(moment -> drivers.of(moment.one().snapshot(), moment.reference()))
                .toList();
    }

    private void requireEnough(List<Moment> moments) {
        long costly = moments.stream().filter(moment -> moment.one().isCostly()).count();
        long rest = moments.size() - costly;
        if (Math.min(costly, rest) < config.minimumPerClass()) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "%,d of %,d orders cost something and %,d nothing; minimumPerClass asks for %,d of each.\nMore data with outcomes is needed.",
                    costly,
                    moments.size(),
                    rest,
                    config.minimumPerClass()));
        }
    }

    private FittedModel fit(
            List<Moment> moments, List<OrderFacts> facts, Drivers drivers, LossBands bands, PredictionSets sets) {
        List<Column> columns = Scaling.of(drivers, facts);
        boolean[][] known = Scaling.known(drivers, facts);
        List<CostTraining.Row> rows = new ArrayList<>();
        List<SeverityTraining.Late> late = new ArrayList<>();
        int cancelled = 0;
        int fraud = 0;
        int costly = 0;
        for (int i = 0; i < moments.size(); i++) {
            var one = moments.get(i).one();
            CostTraining.Row row = CostTraining.row(facts.get(i).columns(), known[i], columns, one.isCostly());
            rows.add(row);
            if (one.isCostly()) {
                costly++;
                cancelled += one.outcome().cancelled() && !one.outcome().fraud() ? 1 : 0;
                fraud += one.outcome().fraud() ? 1 : 0;
            }
            if (one.isLate()) {
                late.add(new SeverityTraining.Late(row, one.outcome().daysLate()));
            }
        }
        PriorWeights scaled = prior.scaledBy(columns);
        LinearSGDModel probability = new CostTraining(config.trainer(), drivers.risingColumns()).train(rows, scaled);
        Severity severity = new SeverityTraining(config.trainer(), drivers.risingColumns())
                .train(late, columns, scaled, cancelled / (double) costly, fraud / (double) costly);
        var document = new LossDocument(
                LossDocument.KIND,
                config.name(),
                config.version(),
                drivers.settings(),
                columns,
                severity,
                bands,
                sets,
                List.of(),
                new TreeMap<>());
        return new FittedModel(document, probability, new Hurdle(probability, document), List.of());
    }

    private List<Calibrating.Scored> scored(
            List<Moment> moments, List<OrderFacts> facts, Drivers drivers, LossBands bands) {
        int folds = config.split().folds();
        LossPolicy policy = config.labels().policy();
        List<Calibrating.Scored> scored = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            List<Integer> others = IntStream.range(0, moments.size())
                    .filter(i -> part(moments.get(i), folds) != held)
                    .boxed()
                    .toList();
            FittedModel model = fit(
                    others.stream().map(moments::get).toList(),
                    others.stream().map(facts::get).toList(),
                    drivers,
                    bands,
                    Calibrating.ALL);
            learned.run();
            for (int i = 0; i < moments.size(); i++) {
                if (part(moments.get(i), folds) == held) {
                    Moment moment = moments.get(i);
                    Forecast forecast = Forecast.of(model.hurdle(), moment, facts.get(i), policy);
                    scored.add(new Calibrating.Scored(
                            forecast.classes(),
                            CostClasses.classOf(moment, bands),
                            moment.one().day()));
                }
            }
        }
        return scored;
    }

    /** In which of some parts an order is, by its group: a shipment is never torn apart, nor a month kept together. */
    private static int part(Moment moment, int parts) {
        // The mixer of SplittableRandom: neighbouring names must not fall into the same part.
        long mixed = moment.one().group().hashCode() * 0x9E3779B97F4A7C15L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), parts);
    }
}
