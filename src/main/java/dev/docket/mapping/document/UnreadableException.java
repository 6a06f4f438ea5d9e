package dev.docket.mapping.document;

import dev.docket.json.Problem;
import java.util.List;
import java.util.Locale;

/** A document that is not what its format asks for, with every problem and its place. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    UnreadableException(List<Problem> problems) {
        super(problems.toString(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** A document that cannot be parsed, with the line and column from 1. */
    public static UnreadableException at(int line, int column, String message) {
        return at(String.format(Locale.ROOT, "line %d, column %d", line, column), Fault.SYNTAX, message);
    }

    /** @param place where in the document */
    public static UnreadableException at(String place, Fault fault, String message) {
        return new UnreadableException(List.of(problem(place, fault, message)));
    }

    static Problem problem(String place, Fault fault, String message) {
        return new Problem("", fault.code(), message, null, 0, place);
    }

    public List<Problem> problems() {
        return problems;
    }
}
