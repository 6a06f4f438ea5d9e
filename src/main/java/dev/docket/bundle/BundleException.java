package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle that cannot be used, with every problem that was found, ready for people. */
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
