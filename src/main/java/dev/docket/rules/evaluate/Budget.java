package dev.docket.rules.evaluate;

import dev.docket.decision.rule.Effect;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation of all rules may still cost. It counts and never looks at a clock, so that the same request gives
 * the same decision on a slow machine and on a fast one.
 *
 * <p>A step is about a comparison, or an element of a list that is looked through; a verdict takes some fifty. A long
 * order may cost more than a short one, line by line. The largest order with the shipped rules takes less than a quarter of
 * what there is.
 */
public final class Budget {
    static final long STEPS = 5_000_000;

    /** For each line, where that comes to more. */
    static final long STEPS_PER_LINE = 10_000;

    /** Each stays in memory until the answer is written. */
    static final int EFFECTS = 50_000;

    /** For each line, where that comes to more. */
    static final int EFFECTS_PER_LINE = 100;

    /** Every waiver is held against every exception. */
    private static final int WAIVER = 50;

    private final long steps;
    private final int effects;
    private long stepsLeft;
    private int effectsLeft;
    private @Nullable String spent;

    Budget(int lines) {
        steps = Math.max(STEPS, lines * STEPS_PER_LINE);
        effects = Math.max(EFFECTS, lines * EFFECTS_PER_LINE);
        stepsLeft = steps;
        effectsLeft = effects;
    }

    /** Says that the rules cost more than a decision may; ends the evaluation, not the decision. */
    public static final class Spent extends RuntimeException {
        Spent(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Spent when there are not so many steps left, now and ever after */
    void steps(long more) {
        stepsLeft -= more;
        if (stepsLeft < 0 && spent == null) {
            spent = String.format(Locale.ROOT, "the rules take more than %,d steps for this order", steps);
        }
        check();
    }

    /** @throws Spent when there are not so many effects left, now and ever after */
    void effects(List<Effect> added) {
        for (Effect effect : added) {
            effectsLeft -= effect instanceof Effect.Waiver ? WAIVER : 1;
        }
        if (effectsLeft < 0 && spent == null) {
            spent = String.format(Locale.ROOT, "the rules add more than %,d effects to this order", effects);
        }
        check();
    }

    private void check() {
        if (spent != null) {
            throw new Spent(spent);
        }
    }

    boolean isSpent() {
        return spent != null;
    }
}
