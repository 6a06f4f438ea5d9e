package dev.docket.rules.evaluate;

import dev.docket.decision.rule.LineRef;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of a request a verdict of a rule shows, which costs even when the first condition is false.
 *
 * @param plain how many single fields
 * @param lists how many fields of every element of a list
 */
public record Width(int plain, int lists) {
    private static final String LINES = "order.lines[].";

    /** A verdict is kept, written and recorded, which costs as much as some fifty comparisons. */
    private static final int VERDICT = 50;

    public static Width of(RuleInputs inputs, boolean isPerLine) {
        int lists = (int) Stream.concat(inputs.needed().stream(), inputs.read().stream())
                .map(Object::toString)
                .map(path -> isPerLine && path.startsWith(LINES) ? path.substring(LINES.length()) : path)
                .filter(path -> path.contains("[]"))
                .count();
        return new Width(VERDICT + inputs.needed().size() + inputs.read().size() - lists, lists);
    }

    long cost(Facts facts, @Nullable LineRef line) {
        if (lists == 0) {
            return plain;
        }
        return plain
                + (long) lists
                        * (line == null
                                ? facts.elements()
                                : Facts.elements(facts.lines().get(line.index())));
    }
}
