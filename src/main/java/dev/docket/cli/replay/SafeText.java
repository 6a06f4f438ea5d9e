package dev.docket.cli.replay;

/** Cleans text from orders for display, so that an order can neither control a terminal nor reverse what a reader sees. */
final class SafeText {
    private static final int MOST_CHARS = 120;

    private SafeText() {}

    /** Control characters and direction marks become U+FFFD; a long text is cut. */
    static String plain(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(MOST_CHARS).forEach(point -> safe.appendCodePoint(isShown(point) ? point : 0xFFFD));
        return text.codePointCount(0, text.length()) > MOST_CHARS ? safe + "…" : safe.toString();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
