package dev.docket.service.bundle;

import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleProblem;
import java.nio.file.Path;
import java.util.List;

/** Checks a rule folder: that it compiles, its cases hold, and they cover enough. Activates nothing. */
public final class CheckRules {
    /**
     * Checks a folder.
     *
     * @return each problem's file has the folder in front, separated by {@code /}
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public RuleCheck.Result check(Path folder) {
        RuleCheck.Result result = RuleCheck.of(folder);
        return new RuleCheck.Result(
                result.rules(),
                result.cases(),
                in(folder, result.problems()),
                in(folder, result.findings()),
                result.coverage(),
                result.graph());
    }

    private static List<RuleProblem> in(Path folder, List<RuleProblem> problems) {
        return problems.stream()
                .map(problem -> new RuleProblem(
                        folder.resolve(problem.file()).normalize().toString().replace('\\', '/'),
                        problem.line(),
                        problem.code(),
                        problem.message()))
                .toList();
    }
}
