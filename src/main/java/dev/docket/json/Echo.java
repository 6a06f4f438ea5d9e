package dev.docket.json;

import dev.docket.text.Secrets;

/** Makes a caller's text safe to echo: bounded in length, always encodable, and without what looks like a credential. */
public final class Echo {
    private static final int MOST_CHARS = 100;

    private Echo() {}

    /** The text, or its beginning and an ellipsis; a lone surrogate becomes U+FFFD. */
    public static String of(String said) {
        String text = Secrets.hidden(said);
        boolean isLong = text.length() > MOST_CHARS;
        String bounded = isLong ? text.substring(0, MOST_CHARS) : text;
        return wellFormed(bounded) + (isLong ? "…" : "");
    }

    private static String wellFormed(String text) {
        return Unicode.isWellFormed(text)
                ? text
                : text.codePoints()
                        .map(point ->
                                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
