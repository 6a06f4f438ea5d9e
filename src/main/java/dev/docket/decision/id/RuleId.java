package dev.docket.decision.id;

/**
 * Names a rule, in traces and for ever.
 *
 * @param text 1 to 200 visible characters
 */
public record RuleId(String text) implements Id, Comparable<RuleId> {
    /** @throws IllegalArgumentException unless the text has this form */
    public RuleId {
        Id.requireWord("a rule id", text, 200);
    }

    @Override
    public int compareTo(RuleId other) {
        return text.compareTo(other.text);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
