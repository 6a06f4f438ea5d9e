package dev.docket.decision;

import dev.docket.order.Derived;
import dev.docket.order.Line;
import java.util.Map;
import java.util.Set;

/**
 * What no rule has waived, as the rules across exceptions see it; none of them sees what another one adds.
 *
 * @param seriousCategories the number of categories with a standing exception of severity 3 or more
 * @param worstSeverity the highest standing severity; 0 if none stands
 * @param count the number of standing exceptions
 * @param orderRemedies how many ways out of a shortage stand for the order as a whole
 * @param lines what stands on single lines, by line id
 */
public record Standing(
        int seriousCategories, int worstSeverity, int count, int orderRemedies, Map<String, OnLine> lines) {
    private static final OnLine NOTHING = new OnLine(0, Set.of());

    public Standing {
        lines = Map.copyOf(lines);
    }

    /**
     * What stands on one line.
     *
     * @param remedies how many ways out of a shortage
     * @param codes of the exceptions
     */
    public record OnLine(int remedies, Set<String> codes) {
        public OnLine {
            codes = Set.copyOf(codes);
        }
    }

    /** How many ways out of the shortage of a line stand, those of the whole order among them. */
    @Derived({})
    public int remediesFor(Line line) {
        return orderRemedies + on(line).remedies();
    }

    /** Whether an exception stands on a line itself. */
    @Derived({})
    public boolean has(Line line, String code) {
        return on(line).codes().contains(code);
    }

    private OnLine on(Line line) {
        return lines.getOrDefault(line.lineId(), NOTHING);
    }
}
