package dev.docket.training.mapping;

import dev.docket.json.Problem;
import java.util.List;

/** The rows of one order do not make an order that the service would accept. */
final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    UnfitException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    UnfitException(String path, String message) {
        this(List.of(Problem.of(path, "unfit", message)));
    }

    List<Problem> problems() {
        return problems;
    }
}
