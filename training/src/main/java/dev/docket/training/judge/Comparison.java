package dev.docket.training.judge;

import dev.docket.priority.FeatureVector;
import dev.docket.priority.Features;
import dev.docket.training.TrainingConfig;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.Labelled;
import dev.docket.training.cases.TimeSplit;
import dev.docket.training.learn.Fitting;
import dev.docket.training.learn.Learner;
import dev.docket.training.learn.LinearTraining;
import dev.docket.training.learn.TreeLearner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Ways to learn, side by side: on rolling splits inside the first part, where choices are made, and on the last part by
 * time, which only reports.
 */
public final class Comparison {
    private static final double[] INNER = {0.4, 0.55, 0.7, 0.85};
    private static final double INNER_LENGTH = 0.15;

    private final TrainingConfig config;
    private final Consumer<String> progress;
    private final Map<String, Function<Features, Learner>> learners = new LinkedHashMap<>();

    public Comparison(TrainingConfig config, Consumer<String> progress) {
        this.config = config;
        this.progress = progress;
        TrainingConfig.Hyperparameters trainer = config.trainer();
        learners.put("prior", features -> Comparison::prior);
        for (int epochs : new int[] {trainer.epochs() / 4, trainer.epochs(), trainer.epochs() * 2}) {
            learners.put(
                    String.format(
                            Locale.ROOT, "logistic, %d epochs%s", epochs, epochs == trainer.epochs() ? " (ships)" : ""),
                    features -> new LinearTraining(
                            features,
                            new TrainingConfig.Hyperparameters(
                                    epochs, trainer.learningRate(), trainer.minibatch(), trainer.seed())));
        }
        learners.put(
                "forest, 60 CART trees, leaves of 5", features -> TreeLearner.forest(features, 60, 5, trainer.seed()));
        learners.put(
                "boosting, 60 rounds, depth 4", features -> TreeLearner.boosting(features, 60, 0.1, 4, trainer.seed()));
        learners.put(
                "boosting, 100 rounds, depth 2",
                features -> TreeLearner.boosting(features, 100, 0.1, 2, trainer.seed()));
    }

    /** The report, Markdown. */
    public String of(List<Case> cases) {
        TimeSplit outer = TimeSplit.of(cases, config.split().testShare());
        StringBuilder report = new StringBuilder();
        report.append("# Ways to learn, compared\n\nWritten by `./docket train training/priority.yaml --compare");
        report.append(" docs/model-comparison.md`; training/README.md says which ships and why;\n");
        report.append("[model-baselines.md](model-baselines.md) has scikit-learn on plain inputs, same rows.\n\n");
        report.append(String.format(
                Locale.ROOT,
                "## Rolling splits inside the first %,d rows\n\n",
                outer.earlier().size()));
        report.append("Trained on the first 40, 55, 70 and 85 %, measured on the 15 % after; means of the four.\n\n");
        report.append("| Learner | log loss | each split | ECE | macro AUC | cost in the top 10 % | coverage |\n");
        report.append("|---|---|---|---|---|---|---|\n");
        learners.forEach((name, learner) -> {
            report.append(inner(name, learner, outer.earlier())).append('\n');
            progress.accept("compared inside: " + name);
        });
        report.append(String.format(
                Locale.ROOT,
                "\n## The last part by time: %,d rows, looked at after the choice\n\n",
                outer.later().size()));
        report.append(
                "In brackets 95 % intervals, bootstrap over groups; the difference is paired, above zero means\n");
        report.append("worse than what ships.\n\n");
        report.append("| Learner | log loss | difference | ECE | macro AUC | cost in the top 10 % | coverage |\n");
        report.append("|---|---|---|---|---|---|---|\n");
        report.append(last(outer));
        return report.toString();
    }

    private String inner(String name, Function<Features, Learner> learner, List<Case> cases) {
        List<Metrics.Plain> metrics = new ArrayList<>();
        for (double from : INNER) {
            metrics.add(Metrics.Plain.of(judge(learner, TimeSplit.between(cases, from, from + INNER_LENGTH))));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.4f | %s | %.4f | %.3f | %.3f | %.3f |",
                name,
                mean(metrics.stream().mapToDouble(Metrics.Plain::logLoss)),
                String.join(
                        " ",
                        metrics.stream()
                                .map(each -> String.format(Locale.ROOT, "%.3f", each.logLoss()))
                                .toList()),
                mean(metrics.stream().mapToDouble(Metrics.Plain::calibrationError)),
                mean(metrics.stream().mapToDouble(Metrics.Plain::macroAuc)),
                mean(metrics.stream().mapToDouble(Metrics.Plain::costTopTenth)),
                mean(metrics.stream().mapToDouble(Metrics.Plain::coverage)));
    }

    private String last(TimeSplit outer) {
        Map<String, Judgement> judged = new LinkedHashMap<>();
        learners.forEach((name, learner) -> {
            judged.put(name, judge(learner, outer));
            progress.accept("compared on the last part: " + name);
        });
        Judgement ships = judged.entrySet().stream()
                .filter(entry -> entry.getKey().contains("ships"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var bootstrap = new Bootstrap(ships.groups(), config.trainer().seed());
        StringBuilder rows = new StringBuilder();
        judged.forEach((name, judgement) -> rows.append("| %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        bootstrap.estimate(judgement::logLoss).inWords(),
                        bootstrap
                                .estimate(of -> judgement.logLoss(of) - ships.logLoss(of))
                                .inWords(),
                        bootstrap.estimate(judgement::calibrationError).inWords(),
                        bootstrap.estimate(judgement::macroAuc).inWords(),
                        bootstrap.estimate(judgement::captured).inWords(),
                        bootstrap.estimate(judgement::coverage).inWords())));
        rows.append("\nBy value alone the top 10 %% has %s of the cost.\n"
                .formatted(bootstrap.estimate(ships::capturedByValue).inWords()));
        return rows.toString();
    }

    private Judgement judge(Function<Features, Learner> learner, TimeSplit split) {
        var fitting = new Fitting(config, split.earlier());
        return Judgement.of(fitting.fit(learner, split.earlier()), split.later(), fitting.vectors(split.later()));
    }

    private static double mean(DoubleStream values) {
        return values.average().orElse(Double.NaN);
    }

    /** Knows nothing but how frequent each class is. */
    private static Learner.Scores prior(List<FeatureVector> rows, List<String> labels) {
        double[] scores = Labelled.CLASSES.stream()
                .mapToDouble(each -> StrictMath.log(
                        labels.stream().filter(each.name()::equals).count() / (double) rows.size()))
                .toArray();
        return vectors -> vectors.stream().map(vector -> scores).toList();
    }
}
