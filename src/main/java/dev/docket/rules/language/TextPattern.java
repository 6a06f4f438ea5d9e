package dev.docket.rules.language;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;

/** Regular expressions of rules, by RE2: whatever the expression, its time grows with the text and not faster. */
public final class TextPattern {
    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    /** The expressions of the bundles in use; emptied when bundles have come and gone. */
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    private TextPattern() {}

    /** Whether the whole text matches the expression. */
    public static boolean matches(String expression, String text) {
        Pattern pattern = COMPILED.get(expression);
        if (pattern == null) {
            pattern = Pattern.compile(expression);
            if (COMPILED.size() >= Limits.CONDITIONS) {
                COMPILED.clear();
            }
            COMPILED.put(expression, pattern);
        }
        return pattern.matches(text);
    }

    /** @throws Refusal when RE2 does not know the expression, or it would become large */
    public static void check(String expression) {
        if (expression.length() > Limits.PATTERN_LENGTH) {
            throw Limits.exceeded("a regular expression is long, in characters", Limits.PATTERN_LENGTH);
        }
        // RE2 writes a repeated part once for each repetition.
        long repeated = REPEAT.matcher(expression)
                .results()
                .mapToLong(TextPattern::most)
                .reduce(1, (all, one) -> Math.min(all * one, Limits.PATTERN_REPEATS + 1L));
        if (repeated > Limits.PATTERN_REPEATS) {
            throw Limits.exceeded("a regular expression repeats its parts often", Limits.PATTERN_REPEATS);
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException unknown) {
            throw new Refusal(
                    ErrorCode.SYNTAX,
                    "the regular expression cannot be read: %s. Maybe write [0-9] for a digit and [.] for a point; there are no look-aheads and back-references"
                            .formatted(String.valueOf(unknown.getMessage()).replaceAll("\\s+", " ")));
        }
    }

    private static long most(MatchResult repeat) {
        String upper = repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
        return Math.max(1, upper.length() > 5 ? Limits.PATTERN_REPEATS + 1L : Long.parseLong(upper));
    }
}
