package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle cannot be used. The message lists every problem. */
public final class BundleException extends RuntimeException {
    private final transient List<BundleProblem> problems;

    public BundleException(List<BundleProblem> problems) {
        super(problems.stream().map(BundleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public BundleException(BundleProblem problem) {
        this(List.of(problem));
    }

    public List<BundleProblem> problems() {
        return problems;
    }
}
