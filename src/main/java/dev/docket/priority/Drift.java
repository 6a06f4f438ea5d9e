package dev.docket.priority;

import dev.docket.order.OrderSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How far orders have moved from those that a model was trained on, feature by feature. Never changes the model. */
public final class Drift {
    private final PriorityModel model;
    private final LinearScores scores;

    public Drift(PriorityModel model) {
        this.model = model;
        this.scores = new LinearScores(
                model.weights(), model.features(), model.document().columns());
    }

    /** What became of a feature, or of the score. */
    public record Moved(String name, double stabilityIndex) {
        private static final double WATCH = 0.1;
        private static final double MOVED = 0.25;

        /** By the usual bands. */
        public String band() {
            return stabilityIndex < WATCH ? "stable" : stabilityIndex < MOVED ? "watch" : "moved";
        }
    }

    /** The stability index of each used feature and of the score. */
    public List<Moved> of(List<OrderSnapshot> orders) {
        List<FeatureVector> vectors = orders.stream().map(model.features()::of).toList();
        List<Moved> moved = new ArrayList<>();
        List<Feature> features = model.features().features();
        for (int i = 0; i < features.size(); i++) {
            if (model.document().features().get(i).used()) {
                boolean isChoice = features.get(i) instanceof Feature.Choice;
                moved.add(new Moved(
                        features.get(i).name(),
                        model.document().references().get(i).stabilityIndex(natural(vectors, i), isChoice)));
            }
        }
        Reference score = model.document().references().getLast();
        double[] now = scores(scores, model.document().calibration(), vectors);
        moved.add(new Moved(score.name(), score.stabilityIndex(now, false)));
        return moved;
    }

    /** The references of all features, in their order, and of the score, the last. */
    public static List<Reference> references(
            Features features, LinearScores scores, Calibration calibration, List<FeatureVector> vectors) {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < features.features().size(); i++) {
            double[] values = natural(vectors, i);
            references.add(
                    switch (features.features().get(i)) {
                        case Feature.Measure measure -> Reference.ofNumbers(measure.name(), values);
                        case Feature.Choice choice -> Reference.ofChoices(choice, values);
                    });
        }
        references.add(Reference.ofNumbers(Reference.SCORE, scores(scores, calibration, vectors)));
        return references;
    }

    private static double[] natural(List<FeatureVector> vectors, int feature) {
        return vectors.stream().mapToDouble(vector -> vector.natural()[feature]).toArray();
    }

    private static double[] scores(LinearScores scores, Calibration calibration, List<FeatureVector> vectors) {
        return IntStream.range(0, vectors.size())
                .mapToDouble(i -> {
                    double[] p = calibration.probabilities(scores.of(vectors.get(i)));
                    return 1 - p[p.length - 1];
                })
                .toArray();
    }
}
