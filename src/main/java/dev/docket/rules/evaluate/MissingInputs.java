package dev.docket.rules.evaluate;

import dev.docket.decision.rule.MissingInput;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The absent fields that rules needed, with the exception codes that each could raise or waive. Most fields are missed by
 * many rules, so a single field is looked at once, and the codes of a rule are shared until others join them.
 */
final class MissingInputs {
    private final OrderSnapshot snapshot;
    private final boolean[] isPresent = new boolean[RequestPath.singles().size()];
    private final @Nullable SortedSet<String>[] codesBySingle = places();
    private final Map<String, SortedSet<String>> codesInLists = new HashMap<>();

    MissingInputs(OrderSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    private static @Nullable SortedSet<String>[] places() {
        return new SortedSet[RequestPath.singles().size()];
    }

    /**
     * Adds the fields that a rule needs and that are absent.
     *
     * @param lineIndex the line that the rule looks at, or -1 for all
     * @param codes are never changed, neither here nor by the caller
     */
    void add(List<RequestPath> needed, int lineIndex, SortedSet<String> codes) {
        for (int i = 0; i < needed.size(); i++) {
            RequestPath path = needed.get(i);
            if (path.single() >= 0) {
                addSingle(path, codes);
            } else {
                path.visit(snapshot, lineIndex, (indexedPath, value) -> {
                    if (value == null) {
                        codesInLists.merge(indexedPath, codes, MissingInputs::union);
                    }
                });
            }
        }
    }

    private void addSingle(RequestPath path, SortedSet<String> codes) {
        int place = path.single();
        SortedSet<String> known = codesBySingle[place];
        if (known != null) {
            codesBySingle[place] = union(known, codes);
        } else if (!isPresent[place]) {
            isPresent[place] = path.value(snapshot) != null;
            codesBySingle[place] = isPresent[place] ? null : codes;
        }
    }

    private static SortedSet<String> union(SortedSet<String> known, SortedSet<String> codes) {
        if (known.containsAll(codes)) {
            return known;
        }
        SortedSet<String> both = new TreeSet<>(known);
        both.addAll(codes);
        return both;
    }

    /** What is missing, in the order of the paths. */
    List<MissingInput> byPath() {
        List<MissingInput> missing = new ArrayList<>();
        for (int i = 0; i < codesBySingle.length; i++) {
            SortedSet<String> codes = codesBySingle[i];
            if (codes != null) {
                missing.add(new MissingInput(RequestPath.singles().get(i), codes));
            }
        }
        if (!codesInLists.isEmpty()) {
            codesInLists.forEach((path, codes) -> missing.add(new MissingInput(path, codes)));
            missing.sort(Comparator.comparing(MissingInput::path));
        }
        return missing;
    }
}
