package dev.docket.decision;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the classifier says. */
public sealed interface Opinion {
    /** The model that was asked, absent when there is none. */
    @Nullable
    ModelId model();

    /** What it measured of the order, absent when it did not get that far. */
    default @Nullable Measured measured() {
        return null;
    }

    /**
     * The model knows such orders and has scored this one.
     *
     * @param candidates the 90 % prediction set, never empty
     * @param contributions what moved the score, the strongest first
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
     * The order lies outside what the model was trained on.
     *
     * @param features the features that do, with value and trained range, in words
     */
    record OutOfRange(
            ModelId model, List<String> features, @Nullable Measured measured) implements Opinion {
        public OutOfRange {
            features = List.copyOf(features);
        }
    }

    /** There is no score, for a reason: no model, a failure, or the time budget was spent. */
    record Abstained(@Nullable ModelId model, String because) implements Opinion {}
}
