package dev.docket.rules;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A rule folder that cannot be used, with every problem that was found. */
public final class RuleException extends RuntimeException {
    private final transient List<RuleProblem> problems;

    public RuleException(Collection<RuleProblem> problems) {
        super(problems.stream().sorted().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    public List<RuleProblem> problems() {
        return problems;
    }
}
