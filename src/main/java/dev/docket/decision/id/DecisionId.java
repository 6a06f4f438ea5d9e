package dev.docket.decision.id;

import java.util.Optional;

/**
 * Names a decision. The same content decided by the same bundle has the same one.
 *
 * @param text 1 to 200 visible characters
 */
public record DecisionId(String text) implements Id {
    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException unless the text has this form */
    public DecisionId {
        Id.requireWord("a decision id", text, LONGEST);
    }

    /** The id that a caller wrote; empty if no decision can have it. */
    public static Optional<DecisionId> parse(String text) {
        return Id.isWord(text, LONGEST) ? Optional.of(new DecisionId(text)) : Optional.empty();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
