package dev.docket.cli.replay;

/** Escapes text from orders for display, so that an order can neither control a terminal nor inject into a page. */
final class SafeText {
    private static final int MOST_CHARS = 120;

    private SafeText() {}

    /** For a terminal: control characters and direction marks become U+FFFD. */
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

    /** For HTML, between tags and within quoted attributes. */
    static String html(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
