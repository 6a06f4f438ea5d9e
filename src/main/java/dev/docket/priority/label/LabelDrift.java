package dev.docket.priority.label;

import dev.docket.decision.urgency.Measured;
import dev.docket.priority.Drift;
import dev.docket.priority.Drift.Watched;
import dev.docket.priority.Reference;
import java.util.ArrayList;
import java.util.List;

/** Drift of the orders from those of the training, by the features that the model uses and by its score. */
final class LabelDrift {
    private LabelDrift() {}

    static Drift of(PriorityModel model) {
        var scores = new LinearScores(
                model.weights(), model.features(), model.document().columns());
        Calibration calibration = model.document().calibration();
        return new Drift(watched(model), order -> {
            FeatureVector vector = model.features().of(order);
            return new Measured(vector.natural(), calibration.costly(scores.of(vector)));
        });
    }

    private static List<Watched> watched(PriorityModel model) {
        List<Feature> features = model.features().features();
        List<Reference> references = model.document().references();
        List<Watched> watched = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            if (model.document().features().get(i).used()) {
                watched.add(new Watched(
                        i, references.get(i), feature instanceof Feature.Choice ? feature::describe : null));
            }
        }
        watched.add(new Watched(Watched.SCORE, references.getLast(), null));
        return watched;
    }
}
