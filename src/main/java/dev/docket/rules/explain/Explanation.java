package dev.docket.rules.explain;

import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.WhyNot;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.Budget;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Facts;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a rule did not fire and what would have made it fire, by asking its compiled conditions again: there is no
 * second copy of the policy here.
 */
final class Explanation {
    private final CompiledRule rule;
    private final CompiledPart failing;
    private final Frame frame;
    private final Places places;
    private final List<InputSolver.Found> found = new ArrayList<>();

    private Explanation(CompiledRule rule, Prepared prepared, CompiledPart failing, Frame frame) {
        this.rule = rule;
        this.failing = failing;
        this.frame = frame;
        this.places = Places.of(rule, prepared, frame);
    }

    /** Explains a rule that does not match. */
    static WhyNot.Words of(CompiledRule rule, Prepared prepared, Facts facts, @Nullable LineRef line) {
        try {
            CompiledRule.Result result = rule.evaluate(facts, line);
            return new Explanation(rule, prepared, Objects.requireNonNull(result.failing()), result.frame()).words();
        } catch (Budget.Spent spent) {
            return new WhyNot.Words("to explain it would take too many steps for this order", List.of());
        }
    }

    private int lineIndex() {
        return CompiledRule.lineIndex(frame.line());
    }

    private WhyNot.Words words() {
        String because = because(failing);
        return switch (found.size()) {
            case 0 -> new WhyNot.Words(because, List.of());
            case 1 -> {
                InputSolver.Found only = found.getFirst();
                yield new WhyNot.Words(because + would(only.need().fires()) + words(only), List.of(only.need()));
            }
            default -> new WhyNot.Words(because + needed(), needs());
        };
    }

    private String needed() {
        boolean isEnough = found.stream().anyMatch(one -> one.need().fires());
        return found.stream()
                .filter(one -> one.need().fires() == isEnough)
                .map(Explanation::words)
                .distinct()
                .collect(Collectors.joining(", or ", would(isEnough), ""));
    }

    private List<WouldNeed> needs() {
        return found.stream().map(InputSolver.Found::need).distinct().toList();
    }

    private static String would(boolean fires) {
        return fires ? "; it would fire " : "; this condition would hold ";
    }

    private static String words(InputSolver.Found found) {
        String name = found.input().field().words();
        return switch (found.need().range()) {
            case WouldNeed.Range.Present present -> "with any " + name;
            case WouldNeed.Range.Absent absent -> "without " + name;
            case WouldNeed.Range.Between between -> "at " + name + " " + Phrases.of(between);
            case WouldNeed.Range.OneOf one -> "at " + name + " " + Phrases.of(one);
            case WouldNeed.Range.NoneOf none -> "at " + name + " other than " + Phrases.list(none.values());
        };
    }

    private String because(CompiledPart part) {
        return switch (part) {
            case CompiledPart.Match match -> because(match, -1);
            case CompiledPart.Exists exists -> because(exists);
            case CompiledPart.None none -> because(none);
            case CompiledPart.Accumulate total -> because(total);
            case CompiledPart.AnyOf any ->
                any.alternatives().stream().map(this::because).distinct().collect(Collectors.joining(", and "));
        };
    }

    private String because(CompiledPart.Match match, int element) {
        CompiledCondition condition = match.firstFailing(frame);
        if (condition == null) {
            return "there is no " + sought(match);
        }
        places.note(match, lineIndex(), element);
        Operands operands = new Operands(condition, frame);
        InputSolver.Found best = new InputSolver(rule, failing, match, operands, places).best();
        if (best != null) {
            found.add(best);
        }
        return sentence(operands);
    }

    private static String sought(CompiledPart.Match match) {
        FieldAccess source = match.source();
        return source == null
                ? match.match().type().name()
                : source.read().field().words();
    }

    private String because(CompiledPart.Exists exists) {
        List<?> candidates = Objects.requireNonNull(exists.candidates(frame));
        int nearest = nearest(exists.match(), candidates);
        if (nearest < 0) {
            return "there is no " + exists.match().match().type().name();
        }
        exists.match().given(frame, candidates.get(nearest));
        if (exists.isSingle()) {
            return because(exists.match(), -1);
        }
        String which = candidates.size() == 1 ? "the only" : "of " + candidates.size() + " the nearest";
        return which + " " + exists.match().match().type().name() + ", number " + (nearest + 1) + ": "
                + because(exists.match(), nearest);
    }

    /** The candidate that meets most conditions before the first that it does not meet. */
    private int nearest(CompiledPart.Match match, List<?> candidates) {
        int nearest = -1;
        int most = -1;
        for (int i = 0; i < candidates.size(); i++) {
            match.given(frame, candidates.get(i));
            CompiledCondition first = match.firstFailing(frame);
            int met = first == null ? match.tests().size() : match.tests().indexOf(first);
            if (met > most) {
                nearest = i;
                most = met;
            }
        }
        return nearest;
    }

    private String because(CompiledPart.Accumulate total) {
        List<Integer> counted = total.counted(frame);
        int all = Objects.requireNonNull(total.over().candidates(frame)).size();
        total.test(frame); // the facts that were looked at last are not those of the total
        CompiledCondition condition = Objects.requireNonNull(total.asks().firstFailing(frame));
        Operands operands = new Operands(condition, frame);
        TotalSolver.best(total, counted, operands, places, lineIndex()).ifPresent(found::add);
        Expr value = total.part().value();
        String of = value instanceof Expr.Read read ? " of " + read.field().words() : value == null ? "" : " of values";
        boolean isEmpty = operands.value(((Condition.Compare) condition.condition()).left()) == null
                || operands.value(((Condition.Compare) condition.condition()).right()) == null;
        String facts = total.over().match().match().type().name() + (all == 1 ? "" : "s");
        return total.part().total() + of + " over " + counted.size() + " of " + all + " " + facts + ": "
                + (isEmpty ? "there is none" : sentence(operands));
    }

    private String sentence(Operands operands) {
        return places.prepared().sentence(operands.condition().condition()).of(operands);
    }

    private String because(CompiledPart.None none) {
        CompiledPart.Match match = none.exists().match();
        List<?> candidates = Objects.requireNonNull(none.exists().candidates(frame));
        for (int i = 0; i < candidates.size(); i++) {
            if (match.given(frame, candidates.get(i)) == Truth.TRUE) {
                String which = none.exists().isSingle() ? "" : " number " + (i + 1);
                return match.match().type().name() + which + " is one, and there must be none";
            }
        }
        throw new IllegalStateException(
                "no part of rule %s fails".formatted(rule.rule().id()));
    }
}
