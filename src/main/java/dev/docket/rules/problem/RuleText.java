package dev.docket.rules.problem;

import dev.docket.rules.ErrorCode;
import dev.docket.text.Invisible;
import java.util.Locale;
import java.util.Map;

/**
 * Looks at the raw text of a file before any parser does: for what parsers disagree about or choke on, and for what an
 * editor does not show (after Unicode TR 36 and "Trojan Source", CVE-2021-42574).
 */
public final class RuleText {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // as some editors write it before UTF-8
    private static final int MOST_REPORTED = 20;
    /** What word processors and spreadsheets put in place of what was typed. */
    private static final Map<String, String> TYPED = Map.of(
            "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", "\"",
            "\u2018\u2019\u201a\u2032", "'",
            "\u2010\u2011\u2012\u2013\u2014\u2212", "-",
            "\u2264", "<=",
            "\u2265", ">=",
            "\u2260", "!=",
            "\u00d7", "*",
            "\u2026", "...");

    private RuleText() {}

    /** The text without the mark that some editors put in front. */
    public static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Whether a parser of rules may see the text; if not, {@code problems} says why. */
    public static boolean isHarmless(String text, FileProblems problems) {
        int before = problems.count();
        return isVisible(text, problems) && isShallow(text, problems) && problems.count() == before;
    }

    /** Whether an editor shows all that a parser reads; if not, {@code problems} says where. */
    public static boolean isVisible(String text, FileProblems problems) {
        int before = problems.count();
        Cursor cursor = new Cursor(text);
        while (cursor.hasNext() && problems.count() < before + MOST_REPORTED) {
            int codePoint = cursor.next();
            if (codePoint == '\r' && cursor.peek() != '\n') {
                problems.add(
                        cursor.line,
                        ErrorCode.NOT_ALLOWED,
                        String.format(
                                Locale.ROOT,
                                "column %d: a carriage return (U+000D) alone, which one program shows as a new line and another not at all. Maybe save the file with Unix or Windows line ends?",
                                cursor.column));
            } else if (Invisible.is(codePoint)) {
                problems.add(
                        cursor.line,
                        ErrorCode.NOT_ALLOWED,
                        String.format(
                                Locale.ROOT,
                                "column %d: the character %s cannot be seen; delete it",
                                cursor.column,
                                name(codePoint)));
            }
        }
        return problems.count() == before;
    }

    private static boolean isShallow(String text, FileProblems problems) {
        int before = problems.count();
        int depth = 0;
        Cursor cursor = new Cursor(text);
        while (cursor.hasNext() && problems.count() == before) {
            int codePoint = cursor.next();
            if (cursor.column == Limits.LINE_LENGTH + 1 && codePoint != '\n') {
                problems.add(
                        cursor.line,
                        ErrorCode.LIMIT,
                        String.format(Locale.ROOT, "a line has at most %,d characters", Limits.LINE_LENGTH));
            } else if (codePoint == '\\') {
                problems.add(
                        cursor.line,
                        ErrorCode.NOT_ALLOWED,
                        "backslashes and escapes are not allowed: write the character");
            } else if ("([{".indexOf(codePoint) >= 0 && ++depth == Limits.NESTING + 1) {
                problems.add(
                        cursor.line,
                        ErrorCode.LIMIT,
                        String.format(Locale.ROOT, "brackets are nested at most %d deep", Limits.NESTING));
            } else if (")]}".indexOf(codePoint) >= 0) {
                depth--;
            }
        }
        return problems.count() == before;
    }

    /** Whether code has only characters of a keyboard; texts in quotes and comments may have others. */
    public static boolean isTyped(String text, FileProblems problems) {
        int before = problems.count();
        Cursor cursor = new Cursor(text);
        int quote = 0;
        String comment = "";
        while (cursor.hasNext() && problems.count() < before + MOST_REPORTED) {
            int codePoint = cursor.next();
            if (!comment.isEmpty()) {
                boolean ends = comment.equals("\n") ? codePoint == '\n' : codePoint == '*' && cursor.peek() == '/';
                comment = ends ? "" : comment;
            } else if (quote != 0) {
                quote = codePoint == quote || codePoint == '\n' ? 0 : quote;
            } else if (codePoint == '"' || codePoint == '\'') {
                quote = codePoint;
            } else if (codePoint == '/' && cursor.peek() == '/') {
                comment = "\n";
            } else if (codePoint == '/' && cursor.peek() == '*') {
                comment = "*/";
            } else if (codePoint > '~' && !Character.isLetterOrDigit(codePoint) && !Invisible.is(codePoint)) {
                problems.add(
                        cursor.line,
                        ErrorCode.NOT_ALLOWED,
                        String.format(
                                Locale.ROOT,
                                "column %d: the character %s is not allowed here.%s",
                                cursor.column,
                                name(codePoint),
                                advice(codePoint)));
            }
        }
        return problems.count() == before;
    }

    private static String advice(int codePoint) {
        if (Character.isSpaceChar(codePoint)) {
            return " Maybe type an ordinary blank?";
        }
        return TYPED.entrySet().stream()
                .filter(typed -> typed.getKey().indexOf(codePoint) >= 0)
                .map(typed -> " Maybe type %s instead?".formatted(typed.getValue()))
                .findFirst()
                .orElse("");
    }

    private static String name(int codePoint) {
        String name = Character.getName(codePoint);
        return String.format(
                Locale.ROOT, "U+%04X%s", codePoint, name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")");
    }

    /** From where a rule begins to where it ends, as written. */
    public static String between(String text, int from, int to) {
        return text.substring(Math.clamp(from, 0, text.length()), Math.clamp(to, from, text.length()));
    }

    /** Goes through a text and knows where it is; line and column from 1, a column for each character. */
    private static final class Cursor {
        private final String text;
        private int at;
        private int line = 1;
        private int column;
        private boolean isNewLine;

        Cursor(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return at < text.length();
        }

        int next() {
            if (isNewLine) {
                line++;
                column = 0;
            }
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            column++;
            isNewLine = codePoint == '\n';
            return codePoint;
        }

        int peek() {
            return at < text.length() ? text.codePointAt(at) : -1;
        }
    }
}
