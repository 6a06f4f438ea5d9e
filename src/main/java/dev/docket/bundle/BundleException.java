package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.nio.file.Path;
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

    /** The same without where the bundle lies, which is nobody's business who asks for a decision. */
    public BundleException below(Path root) {
        return new BundleException(problems.stream()
                .map(problem -> new BundleProblem(
                        problem.file() == null ? null : below(root, problem.file()),
                        problem.line(),
                        problem.code(),
                        below(root, problem.message())))
                .toList());
    }

    private static String below(Path root, String text) {
        return text.replace(root + root.getFileSystem().getSeparator(), "").replace(root.toString(), "it");
    }

    public List<BundleProblem> problems() {
        return problems;
    }
}
