package dev.docket.service.replay.change;

import dev.docket.decision.id.ExceptionCode;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The result of deciding a recorded order again. */
public sealed interface Replayed {
    /** The same, byte for byte; with another bundle, the same except for the identity of what decided. */
    record Same() implements Replayed {}

    /**
     * Something differs.
     *
     * @param disposition the new disposition
     * @param codes the codes of the new exceptions, waived ones included
     */
    record Changed(String disposition, SortedSet<ExceptionCode> codes, List<Difference> differences)
            implements Replayed {
        public Changed {
            differences = List.copyOf(differences);
        }

        /** The extent of the widest difference. */
        public Extent extent() {
            return differences.stream()
                    .map(Difference::extent)
                    .reduce(Extent.EXPLANATION, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }

        /** The causes of the change in the decision or, if only the explanation changed, in that. */
        public SortedSet<Cause> causes() {
            boolean isExplanation = extent() == Extent.EXPLANATION;
            return causes(difference -> isExplanation || difference.extent() != Extent.EXPLANATION);
        }

        /** The causes of a changed disposition; empty if it did not change. */
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
        /** Request and answer were deleted when their retention period ended. */
        RETIRED,
        /** Parts of the request are masked. */
        MASKED,
        /** The recorded bundle was never kept here. */
        BUNDLE_NOT_KEPT,
        /** The recorded bundle was kept, but can no longer be used. */
        BUNDLE_UNUSABLE,
        /** The reference snapshot that the record names is not kept here, or was changed. */
        SNAPSHOT_NOT_KEPT
    }
}
