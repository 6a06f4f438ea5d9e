package dev.docket.service.replay.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One place where two answers differ.
 *
 * @param path list elements are named by identity, not by index: {@code exceptions[FIN-202 past-due]}
 * @param field the path without these names, to count by
 * @param before the recorded value, or null if absent
 * @param after the replayed value, or null if absent
 * @param causes empty until they are looked for
 */
public record Difference(
        String path,
        String field,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        SortedSet<Cause> causes) {
    static final String DISPOSITION = "recommendation.disposition";
    /** The identity of what decided. A different bundle name is not a different decision. */
    private static final List<String> PROVENANCE =
            List.of("decisionId", "bundle", "trace.model", "trace.rules[].source");

    public Difference {
        causes = Collections.unmodifiableSortedSet(new TreeSet<>(causes));
    }

    Difference because(SortedSet<Cause> found) {
        return new Difference(path, field, before, after, found);
    }

    boolean isProvenance() {
        return PROVENANCE.stream().anyMatch(name -> field.equals(name) || field.startsWith(name + "."));
    }

    /** How far the change goes. */
    public Extent extent() {
        if (field.equals(DISPOSITION)) {
            return Extent.DISPOSITION;
        }
        boolean isReason = field.startsWith("trace.")
                || (field.startsWith("priority.") && !field.equals("priority.class"))
                || field.startsWith("exceptions[].evidence")
                || field.equals("recommendation.summary");
        return isReason ? Extent.EXPLANATION : Extent.ADVICE;
    }

    /** Whether another difference is the same change. */
    boolean isSameChangeAs(Difference other) {
        return path.equals(other.path) && Objects.equals(after, other.after);
    }
}
