package dev.docket.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of comma-separated values (RFC 4180) that no spreadsheet of any locale takes apart otherwise or calculates.
 *
 * <p>A cell that could be taken for a formula gets an apostrophe in front, and so does one that begins with an apostrophe:
 * whoever reads the file takes one leading apostrophe away and has the value.
 */
final class Csv {
    // What a formula begins with, also in the wide forms that spreadsheets of East Asia take for the same.
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final char GUARD = '\'';

    // Some locales separate cells by a semicolon or a tab.
    private static final String QUOTED = ",;\t\"'\n\r";

    private Csv() {}

    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = isGuarded(text) ? GUARD + text : text;
        boolean isPlain = safe.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0) && safe.equals(safe.strip());
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static boolean isGuarded(String text) {
        // Blanks in front are dropped by some readers, so what follows them counts.
        String seen = text.stripLeading();
        return !text.isEmpty()
                && (text.charAt(0) == GUARD
                        || FORMULA.indexOf(text.charAt(0)) >= 0
                        || (!seen.isEmpty() && FORMULA.indexOf(seen.charAt(0)) >= 0));
    }
}
