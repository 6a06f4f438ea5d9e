package dev.docket.rules.cases;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.NotedException;
import dev.docket.decision.Recommendation;
import dev.docket.decision.RuleBook;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.Opinion;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides a case as the service would, by the rules alone, and reports every difference from what it expects. */
public final class CaseRun {
    private static final String NO_MODEL = "cases are decided by the rules alone";

    private final Decider decider;

    public CaseRun(RuleBook rules, Taxonomy taxonomy, ActionCatalogue actions) {
        this.decider = new Decider(rules, order -> new Opinion.Abstained(null, NO_MODEL), taxonomy, actions);
    }

    /** The differences, each at the line of what was expected; none when the case holds. */
    public List<RuleProblem> run(PolicyCase example) {
        Collection<RuleProblem> found = new TreeSet<>();
        new Comparison(example, decider.decide(example.order(), TraceLevel.FULL), found).compare();
        return List.copyOf(found);
    }

    private record Comparison(PolicyCase example, Decision decision, Collection<RuleProblem> found) {
        void compare() {
            Recommendation recommendation = decision.recommendation();
            scalar("disposition", recommendation.disposition());
            scalar("queue", recommendation.queue());
            scalar("slaDueAt", recommendation.slaDueAt());
            scalar("priority", decision.priority().floor().priorityClass());
            scalar("floorRule", decision.priority().floor().ruleId());
            all("fired", rules(Verdict.FIRED), this::whyNot);
            notFired();
            notEvaluated();
            all("exceptions", exceptions(true), nothing -> "");
            all("approvals", approvals(), nothing -> "");
            all("preferred", actions(action -> action.preferred()), nothing -> "");
            all("alternatives", actions(action -> !action.preferred() && action.waivedBy() == null), nothing -> "");
            waived();
            example.expect().parameters().forEach(this::parameters);
            example.expect().evidence().forEach(this::evidence);
        }

        private void scalar(String name, @Nullable Object actual) {
            Expectation.Item expected = example.expect().scalars().get(name);
            if (expected != null && !expected.text().equals(String.valueOf(actual))) {
                report(expected.line(), "%s is %s, not %s".formatted(name, actual, expected.text()));
            }
        }

        private void all(String name, SortedSet<String> actual, Function<String, String> why) {
            Expectation.Listed expected = example.expect().list(name);
            expected.items().forEach((item, line) -> {
                if (actual.stream().noneMatch(one -> covers(item, one))) {
                    report(line, "%s lacks %s%s".formatted(name, item, why.apply(item)));
                }
            });
            for (String one : actual) {
                if (expected.items().keySet().stream().noneMatch(item -> covers(item, one))) {
                    report(expected.line(), "%s has also %s".formatted(name, one));
                }
            }
        }

        private void notFired() {
            example.expect().list("notFired").items().forEach((rule, line) -> {
                boolean notMatched = rules(Verdict.NOT_MATCHED).stream().anyMatch(one -> covers(rule, one));
                boolean otherwise = traces().filter(trace -> trace.verdict() != Verdict.NOT_MATCHED)
                        .anyMatch(trace -> covers(rule, name(trace.ruleId().text(), trace.line())));
                if (!notMatched || otherwise) {
                    report(line, "%s should be NOT_MATCHED%s".formatted(rule, whyNot(rule)));
                }
            });
        }

        private void notEvaluated() {
            example.expect().notEvaluated().forEach((rule, paths) -> {
                List<List<String>> missing = traces().filter(trace -> trace.verdict() == Verdict.NOT_EVALUATED)
                        .filter(trace -> covers(rule, name(trace.ruleId().text(), trace.line())))
                        .map(RuleTrace::missing)
                        .toList();
                if (missing.isEmpty()) {
                    report(paths.line(), "%s should be NOT_EVALUATED%s".formatted(rule, whyNot(rule)));
                } else if (missing.stream().noneMatch(one -> new TreeSet<>(one).equals(new TreeSet<>(paths.paths())))) {
                    report(paths.line(), "%s misses %s, not %s".formatted(rule, missing.get(0), paths.paths()));
                }
            });
        }

        private String whyNot(String rule) {
            return traces().filter(trace -> covers(rule, name(trace.ruleId().text(), trace.line())))
                    .map(CaseRun::words)
                    .distinct()
                    .collect(Collectors.joining("; ", ": it is ", ""));
        }

        private SortedSet<String> rules(Verdict verdict) {
            return collect(traces().filter(trace -> trace.verdict() == verdict)
                    .map(trace -> name(trace.ruleId().text(), trace.line())));
        }

        private Stream<RuleTrace> traces() {
            return decision.trace().rules().stream();
        }

        private SortedSet<String> exceptions(boolean standing) {
            return collect(decision.exceptions().stream()
                    .filter(exception -> (exception.waivedBy() == null) == standing)
                    .map(CaseRun::name));
        }

        private SortedSet<String> approvals() {
            return collect(decision.recommendation().approvals().stream().map(Recommendation.RequiredApproval::role));
        }

        private SortedSet<String> actions(Predicate<Recommendation.ProposedAction> filter) {
            return collect(decision.recommendation().actions().stream()
                    .filter(filter)
                    .map(action -> name(action.type(), action.line())));
        }

        private void waived() {
            Map<String, String> actual = new TreeMap<>();
            decision.exceptions().stream()
                    .filter(exception -> exception.waivedBy() != null)
                    .forEach(exception -> actual.put(name(exception), String.valueOf(exception.waivedBy())));
            example.expect().waived().forEach((exception, rule) -> {
                if (!rule.text().equals(actual.remove(exception))) {
                    report(rule.line(), "%s is not waived by %s".formatted(exception, rule.text()));
                }
            });
            actual.forEach((exception, rule) ->
                    report(example.expect().line(), "waived has also %s: %s".formatted(exception, rule)));
        }

        private void parameters(String name, Map<String, Expectation.Item> expected) {
            Map<String, Object> actual = new TreeMap<>();
            decision.recommendation().actions().stream()
                    .filter(action -> covers(name, name(action.type(), action.line())))
                    .forEach(action -> actual.putAll(action.parameters()));
            values("parameter", name, expected, actual);
        }

        private void evidence(String name, Map<String, Expectation.Item> expected) {
            Map<String, Object> actual = new TreeMap<>();
            decision.exceptions().stream()
                    .filter(exception -> name(exception).equals(name))
                    .forEach(exception -> actual.putAll(exception.evidence()));
            values("evidence", name, expected, actual);
        }

        private void values(
                String kind, String of, Map<String, Expectation.Item> expected, Map<String, Object> actual) {
            expected.forEach((name, item) -> {
                Object value = actual.get(name);
                if (!item.text().equals(text(value))) {
                    report(
                            item.line(),
                            "%s %s of %s is %s, not %s".formatted(kind, name, of, text(value), item.text()));
                }
            });
        }

        private void report(int line, String difference) {
            found.add(new RuleProblem(
                    example.file(),
                    line,
                    ErrorCode.CASE_DIFFERS,
                    "case '%s': %s".formatted(example.name(), difference)));
        }
    }

    private static String words(RuleTrace trace) {
        RuleTrace.FirstFailing failing = trace.firstFailing();
        return trace.verdict()
                + (failing == null
                        ? ""
                        : " at '%s': %s"
                                .formatted(
                                        failing.condition(),
                                        failing.why().words().because()))
                + (trace.missing().isEmpty() ? "" : ", missing " + trace.missing())
                + (trace.error() == null ? "" : ", " + trace.error())
                + " (" + trace.source() + ")";
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    private static String name(NotedException exception) {
        return name(
                String.format(Locale.ROOT, "%s/%d", exception.entry().code(), exception.severity()), exception.line());
    }

    private static String name(String what, @Nullable LineRef line) {
        return line == null ? what : what + "@" + line.lineId();
    }

    /** Whether what was written means this one: {@code rule} means it for every line. */
    private static boolean covers(String written, String one) {
        return one.equals(written) || one.startsWith(written + "@");
    }

    private static SortedSet<String> collect(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
