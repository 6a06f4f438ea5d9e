package dev.docket.rules;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something wrong with a rule folder.
 *
 * @param file relative to the rule folder
 * @param line from 1
 */
public record RuleProblem(String file, int line, ErrorCode code, String message) implements Comparable<RuleProblem> {
    private static final Comparator<RuleProblem> ORDER = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line)
            .thenComparing(RuleProblem::code)
            .thenComparing(RuleProblem::message);

    public Severity severity() {
        return code.severity();
    }

    @Override
    public int compareTo(RuleProblem other) {
        return ORDER.compare(this, other);
    }

    /** In the format of compiler messages. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s:%d: %s: %s", file, line, code, message);
    }
}
