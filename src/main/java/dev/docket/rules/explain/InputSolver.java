package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.language.Condition;
import dev.docket.rules.solve.Constraint;
import dev.docket.rules.solve.Quantity;
import dev.docket.rules.solve.ValueSet;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what one input would have to be for a failing condition to hold, and whether the whole rule fires then.
 *
 * <p>An input is looked at alone, every other one as it is, so only conditions that are linear in it are solved; of any
 * other nothing is said. The rule is known to fire when each of its other conditions holds whatever the input is, or is
 * solved for it too: then the ranges are intersected.
 */
record InputSolver(
        CompiledRule rule, CompiledPart failingPart, CompiledPart.Match match, Operands operands, Places places) {
    private static final int MOST_VALUES = 20;
    private static final Comparator<Found> BEST_FIRST = Comparator.comparingInt(
                    (Found found) -> found.need().fires() ? 0 : 1)
            .thenComparingInt(found -> found.input().remoteness());

    /** A change that is enough, and the input that it is about. */
    record Found(Input input, WouldNeed need) {}

    /**
     * A change that makes the rule fire before one that does not, then the most natural one, then the one that is written
     * first, since rules name what they are about before what they hold it against; null when none can be named.
     */
    @Nullable
    Found best() {
        Found best = null;
        for (FieldAccess access : operands.condition().accesses()) {
            Input input = Input.of(access, places);
            best = input == null ? best : better(input, best);
        }
        return best;
    }

    private @Nullable Found better(Input input, @Nullable Found best) {
        boolean isEnough = best != null && best.need().fires() && best.input().remoteness() <= input.remoteness();
        WouldNeed need = isEnough ? null : need(input);
        if (need == null) {
            return best;
        }
        Found found = new Found(input, need);
        return best == null || BEST_FIRST.compare(found, best) < 0 ? found : best;
    }

    private @Nullable WouldNeed need(Input input) {
        if (input.influencesSource(match.match())) {
            return null;
        }
        if (operands.condition().condition() instanceof Condition.Presence presence && !presence.present()) {
            return new WouldNeed(input.path(), new WouldNeed.Range.Absent(), others(input, new ArrayList<>()));
        }
        Constraint own = constraint(input, operands);
        if (own == null) {
            return null;
        }
        List<Constraint> all = new ArrayList<>(List.of(own));
        if (others(input, all)) {
            WouldNeed.Range range = range(input, all);
            if (range != null) {
                return new WouldNeed(input.path(), range, true);
            }
        }
        WouldNeed.Range range = range(input, List.of(own));
        return range == null ? null : new WouldNeed(input.path(), range, false);
    }

    /** Whether all else that the rule asks holds; what depends on the input is added instead. */
    private boolean others(Input input, List<Constraint> constraints) {
        try {
            return othersHold(input, constraints);
        } catch (ArithmeticException | DateTimeException fails) {
            return false; // a part that was not reached before fails for this order, so the rule does not fire
        }
    }

    private boolean othersHold(Input input, List<Constraint> constraints) {
        Frame frame = operands.frame();
        for (int i = 0; i < rule.parts().size(); i++) {
            CompiledPart part = rule.parts().get(i);
            if (part.equals(failingPart)) {
                if (!rest(match, input, constraints)) {
                    return false;
                }
                continue;
            }
            Truth truth = part.test(frame);
            boolean isTouched = input.influences(rule.rule().parts().get(i));
            if (!isTouched && truth != Truth.TRUE) {
                return false;
            }
            if (isTouched
                    && !(part instanceof CompiledPart.Match touched
                            && !input.influencesSource(touched.match())
                            && rest(touched, input, constraints))) {
                return false;
            }
        }
        return true;
    }

    private boolean rest(CompiledPart.Match within, Input input, List<Constraint> constraints) {
        for (CompiledCondition condition : within.tests()) {
            if (condition.equals(operands.condition())) {
                continue;
            }
            if (!input.influences(condition.condition())) {
                if (condition.test(operands.frame()) != Truth.TRUE) {
                    return false;
                }
                continue;
            }
            Constraint constraint = constraint(input, new Operands(condition, operands.frame()));
            if (constraint == null) {
                return false;
            }
            constraints.add(constraint);
        }
        return true;
    }

    /** What a condition asks of the input, or null when that cannot be said; an input that must be absent has no value. */
    private @Nullable Constraint constraint(Input input, Operands asked) {
        Constraint constraint = Constraint.of(asked.condition().condition(), new OneInput(input, asked, places));
        boolean mustBeAbsent = constraint instanceof Constraint.Presence presence && !presence.present();
        return constraint == null || mustBeAbsent ? null : constraint.solved();
    }

    /** The values that are left to the input, or null when none are or they cannot be given as one range. */
    static WouldNeed.@Nullable Range range(Input input, List<Constraint> constraints) {
        ValueSet values = new ValueSet();
        for (Constraint constraint : constraints) {
            constraint.narrow(values);
        }
        Set<Object> left = values.left();
        Set<Object> excluded = values.excluded();
        BigDecimal low = values.low();
        BigDecimal high = values.high();
        boolean isLowIncluded = !values.lowExcluded();
        boolean isHighIncluded = !values.highExcluded();
        if (values.within(input.field().domain(), input.isWhole()).isEmpty()) {
            return null;
        }
        if (left != null) {
            return left.isEmpty() ? null : new WouldNeed.Range.OneOf(sorted(left));
        }
        if (low == null && high == null) {
            return excluded.isEmpty() ? new WouldNeed.Range.Present() : other(input, excluded);
        }
        if (!excluded.isEmpty()) {
            return null;
        }
        if (low != null && high != null && low.compareTo(high) == 0) {
            return new WouldNeed.Range.OneOf(
                    List.of(Quantity.value(low, input.field().type())));
        }
        return new WouldNeed.Range.Between(
                low == null ? null : Quantity.value(low, input.field().type()),
                isLowIncluded,
                high == null ? null : Quantity.value(high, input.field().type()),
                isHighIncluded);
    }

    private static WouldNeed.@Nullable Range other(Input input, Set<Object> excluded) {
        ValueType type = input.field().type();
        if (type.constants().isEmpty()) {
            return excluded.size() > MOST_VALUES
                    ? null
                    : new WouldNeed.Range.NoneOf(sorted(excluded).stream()
                            .map(value -> value instanceof BigDecimal number ? Quantity.value(number, type) : value)
                            .toList());
        }
        List<Object> left = type.constants().stream()
                .filter(value -> !excluded.contains(value))
                .toList();
        return left.isEmpty() ? null : new WouldNeed.Range.OneOf(left);
    }

    private static List<Object> sorted(Set<Object> values) {
        List<Object> sorted = new ArrayList<>(values);
        sorted.sort(Comparator.comparing(Object::toString));
        return sorted.subList(0, Math.min(sorted.size(), MOST_VALUES));
    }
}
