package dev.docket.training;

import dev.docket.decision.PriorityClass;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.Features;
import dev.docket.priority.ModelDocument.LabelThresholds;
import dev.docket.priority.TrainedFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From cases to a calibrated model: labels them by their cost, scores each block of time with a model trained on the
 * other blocks, calibrates on those scores, and trains the model itself on all of them.
 */
final class Fitting {
    private static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());

    private final TrainingConfig config;
    private final Features features;
    private final LinearTraining training;

    Fitting(TrainingConfig config, Features features) {
        this.config = config;
        this.features = features;
        this.training = new LinearTraining(features, config.trainer());
    }

    /** @throws TrainingException if a class has too few rows */
    FittedModel fit(List<Case> cases) {
        LabelThresholds thresholds = thresholds(cases);
        requireEnough(cases, thresholds);
        LinearTraining.Result result = train(cases, thresholds);
        List<FeatureVector> vectors = vectors(cases);
        return new FittedModel(
                result.weights(),
                result.scores(),
                result.scalings(),
                TrainedFeature.all(features, vectors),
                Calibrating.of(scoredUnseen(cases, thresholds)),
                thresholds,
                classCosts(cases, thresholds));
    }

    List<FeatureVector> vectors(List<Case> cases) {
        return cases.stream().map(one -> features.of(one.snapshot())).toList();
    }

    private LinearTraining.Result train(List<Case> cases, LabelThresholds thresholds) {
        List<String> labels = cases.stream()
                .map(one -> OutcomeCost.label(one.cost(), thresholds).name())
                .toList();
        return training.train(vectors(cases), labels);
    }

    private LabelThresholds thresholds(List<Case> cases) {
        double[] positive = cases.stream()
                .mapToDouble(Case::cost)
                .filter(cost -> cost > 0)
                .sorted()
                .toArray();
        if (positive.length == 0) {
            throw new TrainingException("No order has an outcome that cost anything: there is nothing to learn.");
        }
        return config.labels().thresholds(positive);
    }

    private void requireEnough(List<Case> cases, LabelThresholds thresholds) {
        for (PriorityClass each : CLASSES) {
            long count = count(cases, thresholds, each);
            if (count < config.minimumPerClass()) {
                throw new TrainingException(
                        "Class %s has %,d rows in the training part of %,d; minimumPerClass asks for %,d.\nMore data with outcomes is needed."
                                .formatted(each, count, cases.size(), config.minimumPerClass()));
            }
        }
    }

    private static long count(List<Case> cases, LabelThresholds thresholds, PriorityClass wanted) {
        return cases.stream()
                .filter(one -> OutcomeCost.label(one.cost(), thresholds) == wanted)
                .count();
    }

    private List<Calibrating.Scored> scoredUnseen(List<Case> cases, LabelThresholds thresholds) {
        List<Calibrating.Scored> scored = new ArrayList<>();
        for (List<Case> block : TimeSplit.blocks(cases, config.split().folds())) {
            Set<Case> held = new HashSet<>(block);
            List<Case> others =
                    cases.stream().filter(one -> !held.contains(one)).toList();
            if (block.isEmpty() || CLASSES.stream().anyMatch(each -> count(others, thresholds, each) == 0)) {
                throw new TrainingException("%,d orders with outcomes are too few for %d folds."
                        .formatted(cases.size(), config.split().folds()));
            }
            LinearTraining.Result fold = train(others, thresholds);
            for (Case one : block) {
                double[] scores = fold.scores().of(features.of(one.snapshot()));
                scored.add(new Calibrating.Scored(
                        Arrays.stream(scores).boxed().toList(),
                        CLASSES.indexOf(OutcomeCost.label(one.cost(), thresholds))));
            }
        }
        return scored;
    }

    private static List<Double> classCosts(List<Case> cases, LabelThresholds thresholds) {
        return CLASSES.stream()
                .map(each -> cases.stream()
                        .filter(one -> OutcomeCost.label(one.cost(), thresholds) == each)
                        .mapToDouble(Case::cost)
                        .average()
                        .orElse(0))
                .toList();
    }
}
