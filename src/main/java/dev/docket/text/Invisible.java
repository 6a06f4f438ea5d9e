package dev.docket.text;

/** Characters that hide or reorder what a reader sees. */
public final class Invisible {
    private Invisible() {}

    /** Whether it is a control, a direction mark or another character without a picture; line breaks and tabs are none. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Whether a text has any. */
    public static boolean isIn(String text) {
        return text.codePoints().anyMatch(Invisible::is);
    }
}
