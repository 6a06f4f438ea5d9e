package dev.docket.priority.label;

import dev.docket.priority.Reference;
import java.util.List;
import java.util.SortedMap;

/**
 * {@code model.json}: all of a model but its weights. The same training gives the same bytes, so nothing in it depends
 * on the time or the machine.
 *
 * @param labels how outcomes became classes
 * @param references how each feature, and last the score, was distributed in training
 * @param facts what it was trained from and how good it was, by name
 */
public record ModelDocument(
        String name,
        String version,
        FeatureSettings settings,
        List<TrainedFeature> features,
        List<Scaling> columns,
        Calibration calibration,
        LabelThresholds labels,
        List<Reference> references,
        SortedMap<String, Object> facts) {
    /**
     * From an outcome's cost to its class: no cost P4, up to {@code p3AtMost} P3, up to {@code p2AtMost} P2, else P1.
     *
     * @param p3AtMost in the currency of the training data
     * @param p2AtMost in the currency of the training data
     */
    public record LabelThresholds(double p3AtMost, double p2AtMost) {}

    public ModelDocument {
        features = List.copyOf(features);
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }
}
