package dev.docket.rules.explain;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.order.Line;
import dev.docket.rules.evaluate.Budget;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Facts;
import dev.docket.rules.evaluate.Frame;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * At which values of one input a rule that fires would not, by asking its compiled conditions again, as {@link Explanation}
 * does.
 *
 * <p>A rule fires when all of its parts hold, so one part that fails is enough, whatever the others would say then. Of a part
 * that no single value could make fail, or of which that cannot be said for certain, nothing is said.
 */
public final class Ceasing {
    /** As many changes as somebody reads. */
    private static final int MOST = 6;

    private Ceasing() {}

    /**
     * Where a rule fires, with what would keep it from firing.
     *
     * @param mostLines after how many lines on which it fires there is no looking further
     */
    public static Stream<Firing> firings(CompiledRule rule, Facts facts, int mostLines) {
        if (!rule.isPerLine()) {
            return firing(rule, facts, null).stream();
        }
        List<Line> lines = facts.lines();
        return IntStream.range(0, lines.size())
                .mapToObj(index -> new LineRef(index, lines.get(index).lineId()))
                .flatMap(line -> firing(rule, facts, line).stream())
                .limit(mostLines);
    }

    private static Optional<Firing> firing(CompiledRule rule, Facts facts, @Nullable LineRef line) {
        try {
            CompiledRule.Result result = rule.evaluate(facts, line);
            return result.verdict() == Verdict.FIRED
                    ? Optional.of(new Firing(new RuleId(rule.rule().id()), line, of(rule, result.frame())))
                    : Optional.empty();
        } catch (RuntimeException failed) {
            return Optional.empty(); // it did not fire either: its verdict is ERROR, and says why
        }
    }

    /**
     * The most natural change first, and to leave a value out last.
     *
     * @param frame of an evaluation in which the rule fired
     */
    private static List<WouldCease> of(CompiledRule rule, Frame frame) {
        FailingPart failing = FailingPart.of(rule, frame);
        List<InputSolver.Found> all = new ArrayList<>();
        try {
            for (CompiledPart part : rule.parts()) {
                widened(all, found(failing, part));
            }
        } catch (Budget.Spent spent) {
            return List.of(); // to look at the rest would take too many steps for this order
        }
        return all.stream()
                .sorted(Comparator.comparing(Ceasing::isAbsent)
                        .thenComparingInt(found -> found.input().remoteness()))
                .map(found -> new WouldCease(found.need().path(), found.need().range()))
                .limit(MOST)
                .toList();
    }

    private static List<InputSolver.Found> found(FailingPart failing, CompiledPart part) {
        try {
            return failing.found(part);
        } catch (ArithmeticException | DateTimeException beyond) {
            return List.of(); // a bound that is no value of its type
        }
    }

    private static boolean isAbsent(InputSolver.Found found) {
        return found.need().range() instanceof WouldNeed.Range.Absent;
    }

    /** What two conditions ask of one input in one direction is said once, with the bound that is reached first. */
    private static void widened(List<InputSolver.Found> all, List<InputSolver.Found> more) {
        for (InputSolver.Found found : more) {
            boolean isCovered = all.stream().anyMatch(known -> covers(known.need(), found.need()));
            if (!isCovered) {
                all.removeIf(known -> covers(found.need(), known.need()));
                all.add(found);
            }
        }
    }

    private static boolean covers(WouldNeed wide, WouldNeed narrow) {
        return wide.path().equals(narrow.path())
                && (wide.range().equals(narrow.range())
                        || (wide.range() instanceof WouldNeed.Range.Between all
                                && narrow.range() instanceof WouldNeed.Range.Between some
                                && reaches(some.low(), all.low(), some.lowIncluded(), all.lowIncluded())
                                && reaches(all.high(), some.high(), some.highIncluded(), all.highIncluded())
                                && isSameDirection(all, some)));
    }

    private static boolean isSameDirection(WouldNeed.Range.Between one, WouldNeed.Range.Between other) {
        return (one.low() == null) == (other.low() == null) && (one.high() == null) == (other.high() == null);
    }

    @SuppressWarnings("unchecked") // bounds of one input are of one type
    private static boolean reaches(
            @Nullable Object greater, @Nullable Object less, boolean isSomeIncluded, boolean isAllIncluded) {
        if (greater == null || less == null) {
            return Objects.equals(greater, less);
        }
        int compared = ((Comparable<Object>) greater).compareTo(less);
        return compared > 0 || (compared == 0 && (isAllIncluded || !isSomeIncluded));
    }
}
