package dev.docket.rules.evaluate;

import dev.docket.decision.rule.LineRef;
import org.jspecify.annotations.Nullable;

/**
 * The facts that one evaluation of one rule has matched so far, by slot, with the globals behind them.
 *
 * @param line the line that the rule looks at, or null
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
public record Frame(
        Facts facts, @Nullable LineRef line, @Nullable Object[] slots) {
    @Nullable
    public Object fact(int slot) {
        return slots[slot];
    }
}
