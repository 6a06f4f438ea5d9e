package dev.docket.decision.id;

import java.util.Locale;

/** A name in the form of one word. Lists of them are separated by spaces, so none has any. */
public sealed interface Id permits DecisionId, RuleId, ExceptionCode {
    String text();

    /** Whether a text is one word: visible characters only, and not too many. */
    static boolean isWord(String text, int longest) {
        return !text.isEmpty()
                && text.length() <= longest
                && text.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    /** @throws IllegalArgumentException if it is not */
    static void requireWord(String what, String text, int longest) {
        if (!isWord(text, longest)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s has 1 to %d visible characters: '%s'", what, longest, text));
        }
    }
}
