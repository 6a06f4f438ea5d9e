package dev.docket.api;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of comma-separated values (RFC 4180). */
final class Csv {
    // A spreadsheet takes a cell that begins like this for a formula, and order numbers come from outside.
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
