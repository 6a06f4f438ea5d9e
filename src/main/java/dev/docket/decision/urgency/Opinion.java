package dev.docket.decision.urgency;

import dev.docket.decision.id.ModelId;
import dev.docket.decision.id.SnapshotId;
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

    /** The reference snapshot used; absent without one. */
    default @Nullable SnapshotId snapshot() {
        return null;
    }

    /** What it measured of the order, absent when it did not get that far. */
    default @Nullable Measured measured() {
        return null;
    }

    /**
     * The model scored the order: an opinion of models up to version 3, which know classes and no money.
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
     * The model estimated what the order will cost; it does so for every order.
     *
     * @param snapshot the reference snapshot that the estimate was made with
     * @param suggests the class of the expected loss
     * @param candidates the prediction set, without a gap; it contains the suggested class
     */
    record Estimated(
            ModelId model,
            SnapshotId snapshot,
            PriorityClass suggests,
            Probabilities probabilities,
            SortedSet<PriorityClass> candidates,
            LossEstimate loss,
            @Nullable Measured measured)
            implements Opinion {
        public Estimated {
            if (!candidates.contains(suggests)) {
                throw new IllegalArgumentException("candidates (%s) must contain %s".formatted(candidates, suggests));
            }
            candidates = Collections.unmodifiableSortedSet(new TreeSet<>(candidates));
        }
    }

    /**
     * The order is outside the model's training range; models up to version 3 do not score such orders.
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
