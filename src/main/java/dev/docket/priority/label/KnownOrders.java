package dev.docket.priority.label;

import java.util.ArrayList;
import java.util.List;

/** What kind of orders the model was trained on, feature by feature. */
final class KnownOrders {
    private final List<Feature> features;
    private final List<TrainedFeature> trained;
    private final boolean[][] choiceSeen;

    KnownOrders(Features features, List<TrainedFeature> trained) {
        this.features = features.features();
        this.trained = trained;
        this.choiceSeen = new boolean[trained.size()][];
        for (int i = 0; i < trained.size(); i++) {
            choiceSeen[i] = seen(this.features.get(i), trained.get(i));
        }
    }

    private static boolean[] seen(Feature feature, TrainedFeature trained) {
        if (!(feature instanceof Feature.Choice choice)) {
            return new boolean[0];
        }
        boolean[] seen = new boolean[choice.names().size() + 1];
        for (int place = 0; place < seen.length; place++) {
            seen[place] = trained.choicesSeen().contains(choice.describe(place));
        }
        return seen;
    }

    /** What is strange about an order, in words; empty when training saw the like. */
    List<String> strangeIn(FeatureVector vector) {
        List<String> strange = List.of();
        for (int i = 0; i < trained.size(); i++) {
            if (trained.get(i).used() && isStrange(i, vector.natural()[i])) {
                strange = strange.isEmpty() ? new ArrayList<>() : strange;
                strange.add(inWords(i, vector.natural()[i]));
            }
        }
        return strange;
    }

    private boolean isStrange(int feature, double natural) {
        TrainedFeature known = trained.get(feature);
        if (TrainedFeature.isAbsent(features.get(feature), natural)) {
            return !known.absentSeen();
        }
        return choiceSeen[feature].length > 0
                ? !choiceSeen[feature][(int) natural]
                : natural < known.low() || natural > known.high();
    }

    private String inWords(int feature, double natural) {
        TrainedFeature known = trained.get(feature);
        if (TrainedFeature.isAbsent(features.get(feature), natural)) {
            return known.absentInWords();
        }
        return switch (features.get(feature)) {
            case Feature.Measure measure -> known.outsideInWords(measure, natural);
            case Feature.Choice choice -> known.unseenInWords(choice, natural);
        };
    }
}
