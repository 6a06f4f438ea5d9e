package dev.docket.text;

/** Characters that hide or reorder what a reader sees. */
public final class Invisible {
    private Invisible() {}

    /** Whether it is a control, a direction mark, a filler or another character without a picture; line breaks and tabs are none. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isBlankLetter(codePoint);
        };
    }

    /** Whether a text has any. */
    public static boolean isIn(String text) {
        return text.codePoints().anyMatch(Invisible::is);
    }

    /** Letters and marks that are shown as nothing (Default_Ignorable_Code_Point), and the blank of Braille. */
    private static boolean isBlankLetter(int codePoint) {
        return switch (codePoint) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 -> true;
            default ->
                (codePoint >= 0x180b && codePoint <= 0x180f)
                        || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
                        || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
        };
    }
}
