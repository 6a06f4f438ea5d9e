package dev.docket.decision.id;

/**
 * Names a kind of exception: a code of the taxonomy, such as {@code FIN-201}.
 *
 * @param text 1 to 200 visible characters
 */
public record ExceptionCode(String text) implements Id, Comparable<ExceptionCode> {
    /** @throws IllegalArgumentException unless the text has this form */
    public ExceptionCode {
        Id.requireWord("an exception code", text, 200);
    }

    @Override
    public int compareTo(ExceptionCode other) {
        return text.compareTo(other.text);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
