package dev.docket.priority.label;

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
}
