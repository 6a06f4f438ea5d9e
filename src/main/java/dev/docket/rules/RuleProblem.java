package dev.docket.rules;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something wrong with a rule folder.
 *
 * @param file relative to the rule folder
 * @param line from 1
 * @param code a stable code, {@code DKT-nnn}
 */
public record RuleProblem(String file, int line, String code, String message) implements Comparable<RuleProblem> {
    private static final Comparator<RuleProblem> ORDER = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line)
            .thenComparing(RuleProblem::code)
            .thenComparing(RuleProblem::message);

    /** Errors refuse the folder; lint codes, DKT-2nn, do not. */
    public Severity severity() {
        return switch (code) {
            case "DKT-141", "DKT-142" -> Severity.WARNING;
            case "DKT-208", "DKT-209", "DKT-211" -> Severity.INFO;
            default -> code.startsWith("DKT-2") ? Severity.WARNING : Severity.ERROR;
        };
    }

    @Override
    public int compareTo(RuleProblem other) {
        return ORDER.compare(this, other);
    }

    /** As compilers print it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s:%d: %s: %s", file, line, code, message);
    }
}
