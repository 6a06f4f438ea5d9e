package dev.docket.rules;

import dev.docket.decision.Decider;
import dev.docket.rules.cases.CaseReader;
import dev.docket.rules.cases.CaseRun;
import dev.docket.rules.cases.Coverage;
import dev.docket.rules.cases.ExpectationReader;
import dev.docket.rules.cases.MappingCases;
import dev.docket.rules.cases.PolicyCase;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.graph.RuleGraph;
import dev.docket.rules.graph.RuleGraphDot;
import dev.docket.rules.lint.ExpiredDates;
import dev.docket.rules.lint.Lint;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a rule folder as a whole: it compiles, lint has nothing to say, its cases hold, and the cases say enough. */
public final class RuleCheck {
    private RuleCheck() {}

    /**
     * The result.
     *
     * @param rules the number of rules; 0 if the folder does not compile
     * @param cases the number of cases run
     * @param problems what must be put right
     * @param findings what could be better
     * @param coverage the cases of each rule, by its id
     * @param graph how the rules depend on each other through exceptions, in the language of Graphviz; empty if the folder does not compile
     */
    public record Result(
            int rules,
            int cases,
            List<RuleProblem> problems,
            List<RuleProblem> findings,
            List<RuleCases> coverage,
            String graph) {
        public boolean passed() {
            return problems.isEmpty();
        }
    }

    /**
     * Checks a folder; the cases run only when the rules compile.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static Result of(Path folder) {
        RuleFiles files = RuleFiles.of(folder);
        Result result = of(files.deciding(), files.proving());
        List<RuleProblem> findings = Stream.concat(files.notices().stream(), result.findings().stream())
                .sorted()
                .toList();
        return new Result(
                result.rules(), result.cases(), result.problems(), findings, result.coverage(), result.graph());
    }

    /**
     * What came of the cases alone.
     *
     * @param count how many were run
     * @param problems every difference, and what cannot be read
     */
    public record Cases(int count, List<RuleProblem> problems) {}

    /**
     * Runs cases on rules that are compiled already; no case is no problem here.
     *
     * @param files by path below the rule folder
     */
    public static Cases cases(RuleFolder compiled, SortedMap<String, byte[]> files) {
        Collection<RuleProblem> found = new TreeSet<>();
        int cases = run(compiled, files, found).size()
                + new MappingCases(compiled.mappings(), compiled.attributes(), files, found).run();
        return new Cases(cases, List.copyOf(found));
    }

    private static List<PolicyCase> run(
            RuleFolder compiled, SortedMap<String, byte[]> caseFiles, Collection<RuleProblem> found) {
        List<PolicyCase> cases = cases(compiled, caseFiles, found);
        CaseRun run = new CaseRun(compiled.ruleBook(), compiled.taxonomy(), compiled.actions());
        cases.forEach(example -> found.addAll(run.run(example)));
        return cases;
    }

    /**
     * Everything that can be said of files without compiling them, errors and findings; fast enough for somebody who types.
     *
     * @param files by path below the rule folder
     */
    public static List<RuleProblem> read(SortedMap<String, byte[]> files) {
        return Lint.check(files);
    }

    public static Result of(SortedMap<String, byte[]> ruleFiles, SortedMap<String, byte[]> caseFiles) {
        ParsedFolder parsed = ParsedFolder.read(ruleFiles);
        RuleFolder compiled;
        try {
            compiled = RuleFolder.compile(parsed, ruleFiles);
        } catch (RuleException wrong) {
            return new Result(0, 0, wrong.problems(), List.of(), List.of(), "");
        }
        try (DroolsRuleBook book = compiled.ruleBook()) {
            return of(compiled, book, parsed, caseFiles);
        }
    }

    /** Checks rules that are compiled already. */
    static Result of(
            RuleFolder compiled, DroolsRuleBook book, ParsedFolder parsed, SortedMap<String, byte[]> caseFiles) {
        Collection<RuleProblem> found = new TreeSet<>();
        List<PolicyCase> cases = run(compiled, caseFiles, found);
        int mapped = new MappingCases(compiled.mappings(), compiled.attributes(), caseFiles, found).run();
        Coverage.Result coverage = new Coverage(
                        book.rules(),
                        book.parameters(),
                        cases,
                        order -> Decider.standing(book, order, compiled.taxonomy(), compiled.actions()))
                .measure();
        List<RuleProblem> problems = new ArrayList<>(found);
        problems.addAll(coverage.failures());
        List<RuleProblem> findings = new ArrayList<>(findings(parsed, compiled.files(), coverage));
        findings.addAll(longPast(book.rules(), cases));
        newest(cases).ifPresent(day -> findings.addAll(ExpiredDates.of(parsed, day)));
        return new Result(
                book.rules().size(),
                cases.size() + mapped,
                problems,
                findings,
                RuleCases.of(book.rules(), cases),
                RuleGraphDot.of(RuleGraph.of(parsed.rules())));
    }

    /** Rules that ended more than a year before the newest case: there is no clock here, and the cases are of today. */
    private static List<RuleProblem> longPast(List<CompiledRule> rules, List<PolicyCase> cases) {
        Optional<LocalDate> newest = newest(cases);
        return rules.stream()
                .map(CompiledRule::rule)
                .filter(rule -> newest.isPresent()
                        && rule.validity().endedBefore(newest.get().minusYears(1)))
                .map(rule -> new RuleProblem(
                        rule.file(),
                        rule.line(),
                        ErrorCode.ENDED,
                        "rule '%s' says %s, more than a year before the newest case. Maybe delete it?"
                                .formatted(rule.id(), rule.validity())))
                .toList();
    }

    private static Optional<LocalDate> newest(List<PolicyCase> cases) {
        return cases.stream().map(example -> example.order().asOfDate()).max(LocalDate::compareTo);
    }

    private static List<RuleProblem> findings(
            ParsedFolder parsed, SortedMap<String, byte[]> ruleFiles, Coverage.Result coverage) {
        return Stream.concat(
                        Lint.check(parsed, ruleFiles).stream()
                                .filter(problem -> problem.severity() == Severity.WARNING),
                        coverage.findings().stream())
                .sorted()
                .toList();
    }

    /** The cases that can be read; what is wrong with the others goes to {@code found}. */
    public static List<PolicyCase> cases(
            RuleFolder folder, SortedMap<String, byte[]> files, Collection<RuleProblem> found) {
        ExpectationReader expectations = new ExpectationReader(
                folder.ruleBook().rules().stream().map(rule -> rule.rule().id()).collect(Collectors.toSet()),
                folder.names());
        return new CaseReader(files, expectations, found).read();
    }
}
