package dev.docket.priority;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.decision.urgency.ModelId;

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

    /** How orders drift away from those that it was trained on. */
    Drift drift();
}
