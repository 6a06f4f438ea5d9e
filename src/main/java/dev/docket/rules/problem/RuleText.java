package dev.docket.rules.problem;

import dev.docket.rules.ErrorCode;
import dev.docket.text.Invisible;
import java.util.Locale;

/**
 * Looks at the raw text of a rule file before any parser does: for what parsers disagree about or choke on, and for what
 * an editor does not show.
 */
public final class RuleText {
    private RuleText() {}

    /** Whether a parser may see the text; if not, {@code problems} says why. */
    public static boolean isHarmless(String text, Problems problems) {
        int before = problems.count();
        int line = 1;
        int column = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            column++;
            if (codePoint == '\n') {
                line++;
                column = 0;
            } else if (column == Limits.LINE_LENGTH + 1) {
                problems.add(
                        line,
                        ErrorCode.LIMIT,
                        String.format(Locale.ROOT, "a line has at most %,d characters", Limits.LINE_LENGTH));
            } else if (codePoint == '\\') {
                problems.add(
                        line, ErrorCode.NOT_ALLOWED, "backslashes and escapes are not allowed: write the character");
            } else if (Invisible.is(codePoint)) {
                problems.add(
                        line,
                        ErrorCode.NOT_ALLOWED,
                        String.format(Locale.ROOT, "the character U+%04X cannot be seen; delete it", codePoint));
            } else if ("([{".indexOf(codePoint) >= 0 && ++depth == Limits.NESTING + 1) {
                problems.add(
                        line,
                        ErrorCode.LIMIT,
                        String.format(Locale.ROOT, "brackets are nested at most %d deep", Limits.NESTING));
            } else if (")]}".indexOf(codePoint) >= 0) {
                depth--;
            }
            if (problems.count() > before) {
                return false;
            }
        }
        return true;
    }

    /** From where a rule begins to where it ends, as written. */
    public static String between(String text, int from, int to) {
        return text.substring(Math.clamp(from, 0, text.length()), Math.clamp(to, from, text.length()));
    }
}
