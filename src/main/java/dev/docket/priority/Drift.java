package dev.docket.priority;

import dev.docket.decision.urgency.Measured;
import dev.docket.order.OrderSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far orders have moved from those that a model was trained on, feature by feature, by the population stability index.
 * Never changes the model.
 */
public final class Drift {
    private final PriorityModel model;
    private final LinearScores scores;
    private final List<Integer> watched;

    public Drift(PriorityModel model) {
        this.model = model;
        this.scores = new LinearScores(
                model.weights(), model.features(), model.document().columns());
        int features = model.features().features().size();
        // The score's reference comes after those of the features.
        this.watched = IntStream.rangeClosed(0, features)
                .filter(i -> i == features || model.document().features().get(i).used())
                .boxed()
                .toList();
    }

    /**
     * What became of a feature, or of the score.
     *
     * @param stabilityIndex the population stability index, at least 0
     * @param most the values whose share changed the index most, with the share in training and now
     */
    public record Moved(String name, double stabilityIndex, String most) {
        private static final double WATCH = 0.1;
        private static final double MOVED = 0.25;

        /** By the usual bands. */
        public String band() {
            return isStable() ? "stable" : hasMoved() ? "moved" : "watch";
        }

        public boolean isStable() {
            return stabilityIndex < WATCH;
        }

        public boolean hasMoved() {
            return stabilityIndex >= MOVED;
        }
    }

    /** The used features, and last the score. */
    public List<String> names() {
        return watched.stream().map(i -> reference(i).name()).toList();
    }

    /** Each used feature and last the score, of these orders; they need a settled {@code asOf}. */
    public List<Moved> of(Stream<OrderSnapshot> orders) {
        DriftCounts counts = new DriftCounts(this);
        orders.map(this::measured).forEach(counts::add);
        return moved(counts.all());
    }

    private Measured measured(OrderSnapshot order) {
        FeatureVector vector = model.features().of(order);
        return new Measured(vector.natural(), score(scores, model.document().calibration(), vector));
    }

    /** @param counts of each bin of each watched reference */
    List<Moved> moved(List<int[]> counts) {
        List<Moved> moved = new ArrayList<>();
        for (int i = 0; i < watched.size(); i++) {
            Reference reference = reference(watched.get(i));
            moved.add(new Moved(
                    reference.name(), reference.stabilityIndex(counts.get(i)), most(watched.get(i), counts.get(i))));
        }
        return moved;
    }

    private String most(int place, int[] counts) {
        Reference reference = reference(place);
        int bin = reference.mostMoved(counts);
        boolean isChoice = isChoice(place);
        String values = isChoice
                ? model.features().features().get(place).describe(bin == counts.length - 1 ? Feature.ABSENT : bin)
                : reference.describe(bin);
        return String.format(
                Locale.ROOT,
                "%s: %.0f %% then, %.0f %% now",
                values,
                100 * reference.shares().get(bin),
                100.0 * counts[bin] / Math.max(1, IntStream.of(counts).sum()));
    }

    /** How many bins each watched reference has. */
    int[] bins() {
        return watched.stream().mapToInt(i -> reference(i).shares().size()).toArray();
    }

    /** The bin of an order in each watched reference. */
    int[] binsOf(Measured order) {
        int[] bins = new int[watched.size()];
        for (int i = 0; i < bins.length - 1; i++) {
            int feature = watched.get(i);
            bins[i] = reference(feature).bin(order.features()[feature], isChoice(feature));
        }
        bins[bins.length - 1] = reference(watched.getLast()).bin(order.costly(), false);
        return bins;
    }

    private Reference reference(int place) {
        return model.document().references().get(place);
    }

    private boolean isChoice(int place) {
        List<Feature> features = model.features().features();
        return place < features.size() && features.get(place) instanceof Feature.Choice;
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
        double[] said = vectors.stream()
                .mapToDouble(vector -> score(scores, calibration, vector))
                .toArray();
        references.add(Reference.ofNumbers(Reference.SCORE, said));
        return references;
    }

    private static double[] natural(List<FeatureVector> vectors, int feature) {
        return vectors.stream().mapToDouble(vector -> vector.natural()[feature]).toArray();
    }

    /** The probability that the order costs anything, which is that it is in no class but the last. */
    private static double score(LinearScores scores, Calibration calibration, FeatureVector vector) {
        return costly(calibration.probabilities(scores.of(vector)));
    }

    static double costly(double[] probabilities) {
        return 1 - probabilities[probabilities.length - 1];
    }
}
