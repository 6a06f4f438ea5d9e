package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Reading;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.language.Condition;
import dev.docket.rules.solve.Room;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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
record Needed(CompiledRule rule, CompiledPart failingPart, CompiledPart.Match match, Operands operands, Places places) {
    private static final int MOST_VALUES = 20;
    private static final Comparator<Found> BEST_FIRST = Comparator.comparingInt(
                    (Found found) -> found.need().fires() ? 0 : 1)
            .thenComparingInt(found -> found.input().remoteness());

    /** A change that is enough, and the input that it is about. */
    record Found(Input input, WouldNeed need) {}

    /**
     * A change that makes the rule fire before one that does not, then the most natural one, then the one that is written
     * first, since rules name what they are about before what they hold it against; null when none can be told.
     */
    @Nullable
    Found best() {
        Found best = null;
        for (Reading reading : operands.condition().readings()) {
            Input input = Input.of(reading, places);
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
        Narrowing own = Narrowing.of(operands.condition().condition(), new Affine.Unknown(input, operands, places));
        if (own == null) {
            return null;
        }
        List<Narrowing> all = new ArrayList<>(List.of(own));
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
    private boolean others(Input input, List<Narrowing> narrowings) {
        Frame frame = operands.frame();
        for (int i = 0; i < rule.parts().size(); i++) {
            CompiledPart part = rule.parts().get(i);
            if (part.equals(failingPart)) {
                if (!rest(match, input, narrowings)) {
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
                            && rest(touched, input, narrowings))) {
                return false;
            }
        }
        return true;
    }

    private boolean rest(CompiledPart.Match within, Input input, List<Narrowing> narrowings) {
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
            Narrowing narrowing = Narrowing.of(
                    condition.condition(),
                    new Affine.Unknown(input, new Operands(condition, operands.frame()), places));
            if (narrowing == null) {
                return false;
            }
            narrowings.add(narrowing);
        }
        return true;
    }

    /** The values that are left to the input, or null when none are or they cannot be told as one range. */
    private static WouldNeed.@Nullable Range range(Input input, List<Narrowing> narrowings) {
        Room room = room(narrowings);
        Room valid = room(narrowings).within(input.field().domain(), input.isWhole());
        if (valid.isEmpty()) {
            return null;
        }
        Set<Object> left = room.left();
        Set<Object> excluded = room.excluded();
        if (left != null) {
            return left.isEmpty() ? null : new WouldNeed.Range.OneOf(sorted(left));
        }
        BigDecimal low = room.low();
        BigDecimal high = room.high();
        if (low == null && high == null) {
            return excluded.isEmpty() ? new WouldNeed.Range.Present() : other(input, excluded);
        }
        if (!excluded.isEmpty()) {
            return null;
        }
        if (low != null && high != null && low.compareTo(high) == 0) {
            return new WouldNeed.Range.OneOf(List.of(Affine.value(low, input)));
        }
        return new WouldNeed.Range.Between(
                low == null ? null : Affine.value(low, input),
                !room.lowExcluded(),
                high == null ? null : Affine.value(high, input),
                !room.highExcluded());
    }

    private static Room room(List<Narrowing> narrowings) {
        Room room = new Room();
        narrowings.forEach(narrowing -> narrowing.narrow(room));
        return room;
    }

    private static WouldNeed.@Nullable Range other(Input input, Set<Object> excluded) {
        Object[] all = all(input.field().type());
        if (all.length == 0) {
            return excluded.size() > MOST_VALUES
                    ? null
                    : new WouldNeed.Range.NoneOf(sorted(excluded).stream()
                            .map(value -> value instanceof BigDecimal number ? Affine.value(number, input) : value)
                            .toList());
        }
        List<Object> left =
                Arrays.stream(all).filter(value -> !excluded.contains(value)).toList();
        return left.isEmpty() ? null : new WouldNeed.Range.OneOf(left);
    }

    private static Object[] all(ValueType type) {
        if (type instanceof ValueType.OneOf one) {
            return one.enumeration().getEnumConstants();
        }
        return type == ValueType.Simple.TRUTH ? new Object[] {true, false} : new Object[0];
    }

    private static List<Object> sorted(Set<Object> values) {
        return values.stream()
                .sorted(Comparator.comparing(Object::toString))
                .limit(MOST_VALUES)
                .toList();
    }
}
