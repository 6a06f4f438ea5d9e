package dev.docket.training.learn;

import dev.docket.priority.Calibration;
import dev.docket.priority.Drift;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.Features;
import dev.docket.priority.TrainedFeature;
import dev.docket.training.TrainingConfig;
import dev.docket.training.TrainingException;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.Labelled;
import dev.docket.training.cases.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * From cases to a calibrated model: labels them by their cost, scores each part of the groups with a model trained on the
 * other parts, calibrates on those scores, and trains the model itself on all of them.
 */
public final class Fitting {
    private final TrainingConfig config;
    private final Features features;
    private final LinearTraining training;
    private final Runnable learned;

    public Fitting(TrainingConfig config, List<Case> known) {
        this(config, known, () -> {});
    }

    /**
     * @param known the cases to train on, of which the names are known
     * @param learned is run after each learning: once for each fold, and once for all of them
     */
    public Fitting(TrainingConfig config, List<Case> known, Runnable learned) {
        this.config = config;
        this.learned = learned;
        this.features = new Features(Vocabulary.of(config, known));
        this.training = new LinearTraining(features, config.trainer());
    }

    /** @throws TrainingException if a class has too few rows */
    public FittedModel fit(List<Case> cases) {
        Labelled labelled = labelled(cases);
        List<FeatureVector> rows = vectors(cases);
        LinearTraining.Result result = training.train(rows, names(labelled));
        learned.run();
        Forecaster forecaster = forecaster(result.forRows(), training, labelled, rows);
        return new FittedModel(
                features,
                result.weights(),
                result.scores(),
                result.scalings(),
                TrainedFeature.all(features, rows),
                Drift.references(features, result.scores(), forecaster.calibration(), rows),
                forecaster);
    }

    /** The same with another way to learn. */
    public Forecaster fit(Function<Features, Learner> making, List<Case> cases) {
        Learner learner = making.apply(features);
        Labelled labelled = labelled(cases);
        List<FeatureVector> rows = vectors(cases);
        return forecaster(learner.learn(rows, names(labelled)), learner, labelled, rows);
    }

    public List<FeatureVector> vectors(List<Case> cases) {
        return cases.stream().map(one -> features.of(one.snapshot())).toList();
    }

    private Labelled labelled(List<Case> cases) {
        return Labelled.of(cases, config.labels()).requiring(config.minimumPerClass());
    }

    private static List<String> names(Labelled labelled) {
        return labelled.labels().stream().map(Enum::name).toList();
    }

    private Forecaster forecaster(Learner.Scores scores, Learner learner, Labelled labelled, List<FeatureVector> rows) {
        Calibration calibration = Calibrating.of(scoredUnseen(learner, labelled, rows));
        return new Forecaster(scores, calibration, labelled.thresholds());
    }

    private List<Calibrating.Scored> scoredUnseen(Learner learner, Labelled labelled, List<FeatureVector> rows) {
        int folds = config.split().folds();
        List<Calibrating.Scored> scored = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            List<Integer> others = IntStream.range(0, rows.size())
                    .filter(i -> labelled.part(i, folds) != held)
                    .boxed()
                    .toList();
            List<String> labels =
                    others.stream().map(i -> labelled.labels().get(i).name()).toList();
            if (labels.stream().distinct().count() < labelled.classes().size()) {
                throw new TrainingException(String.format(
                        Locale.ROOT, "%,d orders with outcomes are too few for %d folds.", rows.size(), folds));
            }
            List<Integer> unseen = IntStream.range(0, rows.size())
                    .filter(i -> labelled.part(i, folds) == held)
                    .boxed()
                    .toList();
            List<double[]> scores = learner.learn(others.stream().map(rows::get).toList(), labels)
                    .of(unseen.stream().map(rows::get).toList());
            learned.run();
            for (int i = 0; i < scores.size(); i++) {
                scored.add(new Calibrating.Scored(
                        Arrays.stream(scores.get(i)).boxed().toList(),
                        Labelled.CLASSES.indexOf(labelled.labels().get(unseen.get(i)))));
            }
        }
        return scored;
    }
}
