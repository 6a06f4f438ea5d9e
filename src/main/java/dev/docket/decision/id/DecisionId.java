package dev.docket.decision.id;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a decision. The same content decided by the same bundle has the same one.
 *
 * @param text 1 to 100 visible characters
 */
public record DecisionId(String text) implements Id {
    private static final Pattern FORM = Pattern.compile("[^\\s\\p{Cntrl}]{1,100}");

    /** @throws IllegalArgumentException unless the text has this form */
    public DecisionId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a decision id has 1 to 100 visible characters: '%s'", text));
        }
    }

    /** The id that a caller wrote; empty if no decision can have it. */
    public static Optional<DecisionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DecisionId(text)) : Optional.empty();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
