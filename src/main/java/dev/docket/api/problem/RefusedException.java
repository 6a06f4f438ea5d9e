package dev.docket.api.problem;

/** Ends the handling of a request that cannot be served; carries what to answer. */
public final class RefusedException extends RuntimeException {
    private final transient ProblemDetail problem;

    public RefusedException(ProblemDetail problem) {
        // No stack trace: this is an answer, not a defect.
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemDetail problem() {
        return problem;
    }
}
