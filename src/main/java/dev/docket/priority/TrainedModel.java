package dev.docket.priority;

import dev.docket.decision.Edition;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.priority.reference.SetCalibration;
import dev.docket.priority.reference.TakenSnapshot;
import java.util.Optional;

/** A model as a bundle holds it, of any version that this program can decide with. */
public interface TrainedModel {
    ModelId id();

    ModelDescription description();

    /**
     * Never throws, and keeps its time budget.
     *
     * @param edition of the bundle, which says how a failure is recorded
     */
    Classifier classifier(Edition edition);

    /** What it holds for usual before a deployment has a snapshot of its own; nothing for models up to version 3. */
    default Optional<TakenSnapshot> shippedSnapshot() {
        return Optional.empty();
    }

    /** The same classifier with another snapshot of what is usual; models up to version 3 know none. */
    default Classifier classifier(Edition edition, TakenSnapshot snapshot) {
        return classifier(edition);
    }

    /** What its prediction sets begin with, if they can follow outcomes; nothing for models up to version 3. */
    default Optional<SetCalibration> calibration() {
        return Optional.empty();
    }

    /** How orders drift away from those that it was trained on. */
    Drift drift();
}
