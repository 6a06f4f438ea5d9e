package dev.docket.priority;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What training saw of a feature. One that never varied says nothing: the model ignores it.
 *
 * @param used whether it varied
 * @param low the least natural value seen; of a choice 0
 * @param high the greatest natural value seen; of a choice 0
 * @param absentSeen whether it was ever absent
 * @param choicesSeen of a choice, the names seen
 */
public record TrainedFeature(
        String name, boolean used, double low, double high, boolean absentSeen, List<String> choicesSeen) {
    public TrainedFeature {
        choicesSeen = List.copyOf(choicesSeen);
    }

    static TrainedFeature from(Feature feature, List<Double> natural) {
        boolean absentSeen = natural.stream().anyMatch(value -> isAbsent(feature, value));
        List<Double> present =
                natural.stream().filter(value -> !isAbsent(feature, value)).toList();
        boolean used = natural.stream().distinct().count() > 1;
        return switch (feature) {
            case Feature.Measure measure ->
                new TrainedFeature(
                        measure.name(),
                        used,
                        present.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                        present.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                        absentSeen,
                        List.of());
            case Feature.Choice choice ->
                new TrainedFeature(
                        choice.name(),
                        used,
                        0,
                        0,
                        absentSeen,
                        present.stream()
                                .distinct()
                                .sorted()
                                .map(choice::describe)
                                .toList());
        };
    }

    static boolean isAbsent(Feature feature, double natural) {
        return feature instanceof Feature.Choice ? natural == Feature.ABSENT : Double.isNaN(natural);
    }

    String absentInWords() {
        return name + ": absent, in training it never was";
    }

    String outsideInWords(Feature.Measure measure, double natural) {
        return String.format(
                Locale.ROOT, "%s: %.4g %s, trained on %.4g..%.4g", name, natural, measure.unit(), low, high);
    }

    String unseenInWords(Feature.Choice choice, double natural) {
        return choice.describe(natural) + ": never seen in training";
    }

    /** What training saw of each feature, in the order of the features. */
    public static List<TrainedFeature> all(Features features, List<FeatureVector> vectors) {
        List<TrainedFeature> all = new ArrayList<>();
        for (int i = 0; i < features.features().size(); i++) {
            int place = i;
            all.add(from(
                    features.features().get(i),
                    vectors.stream().map(vector -> vector.natural()[place]).toList()));
        }
        return all;
    }
}
