package dev.docket.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows of comma-separated values (RFC 4180) that no spreadsheet takes for formulas, whatever its locale separates cells by.
 * What could begin a formula gets an apostrophe before it, and so does an apostrophe in the same place: whoever reads them
 * drops one apostrophe there, and has the text again.
 */
final class Csv {
    // The beginning of the text, or of what a semicolon, a tab or a line break would make another cell of; then what
    // begins
    // a formula, in full width, too, or an apostrophe. Order numbers come from outside.
    private static final Pattern FORMULA =
            Pattern.compile("(?<=^|[,;|\t\r\n])([ \u00a0\u3000]*)(?=['=+@\t\r\uff1d\uff0b\uff0d\uff20-])");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final String QUOTED = ",;|\"\t\r\n";

    private Csv() {}

    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe =
                NUMBER.matcher(text).matches() ? text : FORMULA.matcher(text).replaceAll("$1'");
        boolean isPlain = safe.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0);
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
