package dev.docket.service;

import dev.docket.decision.BundleProblem;
import java.util.List;

/** Looks at a bundle that compiles before it becomes active. Any problem keeps it out. */
@FunctionalInterface
public interface CandidateCheck {
    List<BundleProblem> problems(Candidate candidate);
}
