package dev.docket.decision.urgency;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The classifier's opinion. */
public sealed interface Opinion {
    /** The model used; absent without a model. */
    @Nullable
    ModelId model();

    /** What it measured of the order, absent when it did not get that far. */
    default @Nullable Measured measured() {
        return null;
    }

    /**
     * The model scored the order.
     *
     * @param candidates the 90 % prediction set, never empty
     * @param contributions what moved the score, strongest first
     */
    record Scored(
            ModelId model,
            Probabilities probabilities,
            SortedSet<PriorityClass> candidates,
            List<Contribution> contributions,
            @Nullable Measured measured)
            implements Opinion {
        public Scored {
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("candidates must name at least one class");
            }
            candidates = Collections.unmodifiableSortedSet(new TreeSet<>(candidates));
            contributions = List.copyOf(contributions);
        }
    }

    /**
     * The order is outside the model's training range.
     *
     * @param features the features out of range, with value and trained range, in words
     */
    record OutOfRange(
            ModelId model, List<String> features, @Nullable Measured measured) implements Opinion {
        public OutOfRange {
            features = List.copyOf(features);
        }
    }

    /** No score, with the reason: no model, a failure, or an exhausted time budget. */
    record Abstained(@Nullable ModelId model, String because) implements Opinion {}
}
