package dev.docket.service.replay.change;

import dev.docket.bundle.BundlePart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the cause of each difference by experiment. A part of the bundle caused a change if swapping in that part alone
 * shows the same change. If it takes several parts, it is an interaction, unless fewer of them do not
 * even compile (a new rule that reads a new parameter); then these parts count as one change.
 */
final class Attribution {
    private final Function<Set<BundlePart>, Optional<List<Difference>>> changesWith;
    private final Map<Set<BundlePart>, Optional<List<Difference>>> tried = new HashMap<>();
    private final Set<BundlePart> changed;

    /**
     * @param changed the parts that differ from the recorded bundle
     * @param changesWith how the answer differs with given parts swapped in; empty if they do not
     *     compile together
     */
    Attribution(Set<BundlePart> changed, Function<Set<BundlePart>, Optional<List<Difference>>> changesWith) {
        this.changed = changed;
        this.changesWith = changesWith;
    }

    /** @param withoutExchange what the recorded bundle itself does not reproduce, with causes */
    List<Difference> of(List<Difference> differences, List<Difference> withoutExchange) {
        List<Difference> explained = new ArrayList<>();
        for (Difference difference : differences) {
            explained.add(withoutExchange.stream()
                    .filter(difference::isSameChangeAs)
                    .findFirst()
                    .orElseGet(() -> difference.because(causes(difference))));
        }
        return explained;
    }

    private SortedSet<Cause> causes(Difference difference) {
        if (changed.size() == 1) {
            return causes(changed);
        }
        SortedSet<Cause> causes = new TreeSet<>();
        int size = 0;
        for (Set<BundlePart> some : subsets()) {
            if (!causes.isEmpty() && some.size() > size) {
                break;
            }
            size = some.size();
            if (some.equals(changed) || shows(some, difference)) {
                causes.addAll(size == 1 || !compilesInParts(some) ? causes(some) : Set.of(Cause.INTERACTION));
            }
        }
        return causes;
    }

    private boolean shows(Set<BundlePart> some, Difference difference) {
        return changes(some).stream().flatMap(List::stream).anyMatch(difference::isSameChangeAs);
    }

    private boolean compilesInParts(Set<BundlePart> some) {
        return subsets().stream()
                .filter(fewer -> fewer.size() < some.size() && some.containsAll(fewer))
                .allMatch(fewer -> changes(fewer).isPresent());
    }

    private Optional<List<Difference>> changes(Set<BundlePart> some) {
        Optional<List<Difference>> known = tried.get(some);
        if (known == null) {
            known = changesWith.apply(some);
            tried.put(some, known);
        }
        return known;
    }

    /** The non-empty subsets of the changed parts, smallest first. */
    private List<Set<BundlePart>> subsets() {
        Set<Set<BundlePart>> subsets = new HashSet<>(Set.of(EnumSet.noneOf(BundlePart.class)));
        for (BundlePart part : changed) {
            for (Set<BundlePart> some : List.copyOf(subsets)) {
                Set<BundlePart> more = EnumSet.copyOf(some.isEmpty() ? EnumSet.of(part) : some);
                more.add(part);
                subsets.add(more);
            }
        }
        return subsets.stream()
                .filter(some -> !some.isEmpty())
                .sorted(Comparator.<Set<BundlePart>>comparingInt(Set::size).thenComparing(Set::toString))
                .toList();
    }

    private static SortedSet<Cause> causes(Set<BundlePart> parts) {
        SortedSet<Cause> causes = new TreeSet<>();
        parts.forEach(part -> causes.add(Cause.of(part)));
        return causes;
    }
}
