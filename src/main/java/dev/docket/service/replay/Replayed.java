package dev.docket.service.replay;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What came of deciding a recorded order again. */
public sealed interface Replayed {
    /** The same, byte for byte; with another bundle, the same but for the names of what decided. */
    record Same() implements Replayed {}

    /**
     * Something differs.
     *
     * @param disposition what it is now
     * @param codes of the exceptions that are noted now
     */
    record Changed(String disposition, SortedSet<String> codes, List<Difference> differences) implements Replayed {
        public Changed {
            differences = List.copyOf(differences);
        }

        /** How far the widest difference goes. */
        public Extent extent() {
            return differences.stream()
                    .map(Difference::extent)
                    .reduce(Extent.EXPLANATION, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }

        /** What changed the decision; if only its explanation changed, what changed that. */
        public SortedSet<Cause> causes() {
            boolean isExplanation = extent() == Extent.EXPLANATION;
            return causes(difference -> isExplanation || difference.extent() != Extent.EXPLANATION);
        }

        /** What changed the disposition; empty if it did not change. */
        public SortedSet<Cause> flipCauses() {
            return causes(difference -> difference.extent() == Extent.DISPOSITION);
        }

        private SortedSet<Cause> causes(Predicate<Difference> counted) {
            return differences.stream()
                    .filter(counted)
                    .map(Difference::causes)
                    .flatMap(Collection::stream)
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    /** It cannot be decided again. */
    record NotReplayed(Reason reason, String because) implements Replayed {}

    /** Why not. */
    enum Reason {
        /** What was asked and answered was dropped when its retention ended. */
        RETIRED,
        /** Parts of what was asked are masked. */
        MASKED,
        /** The bundle that decided was never kept here. */
        BUNDLE_NOT_KEPT,
        /** The bundle that decided was kept, but cannot be used any more. */
        BUNDLE_UNUSABLE
    }
}
