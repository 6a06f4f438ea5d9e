package dev.docket.decision;

import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Contribution;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.digest.Digest;
import java.util.List;
import java.util.TreeSet;

/** Classifiers that would do harm if they could. */
final class Classifiers {
    static final Classifier ABSENT = order -> new Opinion.Abstained(null, "none");
    private static final ModelId MODEL = new ModelId("fake", "1", Digest.over());

    private Classifiers() {}

    /** Always of the same opinion. */
    static Classifier sure(double p1, double p2, double p3, double p4) {
        return order -> new Opinion.Scored(
                MODEL,
                new Probabilities(p1, p2, p3, p4),
                new TreeSet<>(List.of(PriorityClass.values())),
                List.of(new Contribution("spite", 1, -99)),
                null);
    }

    static Classifier outOfRange() {
        return order -> new Opinion.OutOfRange(MODEL, List.of("everything"), null);
    }
}
