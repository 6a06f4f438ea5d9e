package dev.docket.service.bundle;

import dev.docket.rules.RuleCases;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Checks a rule folder: that it compiles, its cases hold, and they cover enough. Activates nothing. */
public final class CheckRules {
    /** How much a finding weighs. */
    public enum Level {
        /** It must be put right. */
        ERROR,
        /** It could be better. */
        WARNING
    }

    /**
     * Something about a rule folder.
     *
     * @param file with the folder in front, separated by {@code /}
     * @param line from 1
     * @param code a stable code, {@code DKT-nnn}
     */
    public record Finding(Level level, String file, int line, String code, String message) {}

    /**
     * The names of the cases that speak of a rule.
     *
     * @param source the rule's location, such as {@code credit.drl:14}
     * @param mayBeOpen whether it needs a field that may be absent
     */
    public record Covered(
            String ruleId,
            String source,
            List<String> fires,
            List<String> doesNotFire,
            List<String> isNotEvaluated,
            boolean mayBeOpen) {}

    /**
     * The result.
     *
     * @param rules the number of rules; 0 if the folder does not compile
     * @param cases the number of cases run
     * @param findings the errors, then the warnings
     * @param coverage the cases of each rule, by its id
     * @param graph how the rules depend on each other through exceptions, in the language of Graphviz; empty if the folder does not compile
     */
    public record Report(int rules, int cases, List<Finding> findings, List<Covered> coverage, String graph) {
        public boolean passed() {
            return count(Level.ERROR) == 0;
        }

        public long count(Level level) {
            return findings.stream().filter(finding -> finding.level() == level).count();
        }
    }

    /**
     * Checks a folder.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public Report check(Path folder) {
        RuleCheck.Result result = RuleCheck.of(folder);
        return new Report(
                result.rules(),
                result.cases(),
                Stream.concat(
                                result.problems().stream().map(problem -> finding(Level.ERROR, folder, problem)),
                                result.findings().stream().map(problem -> finding(Level.WARNING, folder, problem)))
                        .toList(),
                result.coverage().stream().map(CheckRules::covered).toList(),
                result.graph());
    }

    private static Covered covered(RuleCases cases) {
        return new Covered(
                cases.ruleId(),
                cases.source(),
                names(cases.fires()),
                names(cases.doesNotFire()),
                names(cases.isNotEvaluated()),
                cases.mayBeOpen());
    }

    private static List<String> names(List<RuleCases.Reference> cases) {
        return cases.stream()
                .map(each -> String.format(Locale.ROOT, "%s (%s:%d)", each.name(), each.file(), each.line()))
                .toList();
    }

    private static Finding finding(Level level, Path folder, RuleProblem problem) {
        String file = folder.resolve(problem.file()).normalize().toString().replace('\\', '/');
        return new Finding(level, file, problem.line(), problem.code().toString(), problem.message());
    }
}
