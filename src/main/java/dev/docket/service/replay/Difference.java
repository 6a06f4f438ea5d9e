package dev.docket.service.replay;

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
 * @param path an element of a list is named by what it is about, not by its index: {@code exceptions[FIN-202 past-due]}
 * @param field the path without these names, to count by
 * @param before what was recorded, or null when nothing was there
 * @param after what came of the replay, or null when nothing is there
 * @param causes empty as long as nobody looked for them
 */
public record Difference(
        String path,
        String field,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        SortedSet<Cause> causes) {
    static final String DISPOSITION = "recommendation.disposition";
    /** Who decided: that another bundle has another name changes no decision. */
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

    /** Whether another difference tells the same change. */
    boolean isSameChangeAs(Difference other) {
        return path.equals(other.path) && Objects.equals(after, other.after);
    }
}
