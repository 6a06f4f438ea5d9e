package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.FileProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads delimited text (RFC 4180) into cells: comma-separated, or with the semicolons or tabs that spreadsheets write
 * where the comma is the decimal mark.
 */
final class CsvSheet {
    private static final String SEPARATORS = ",;\t";
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=([,;\t])\"?[,;\t]*\r?\n");
    private static final Set<String> KINDS = Set.of("CONDITION", "ACTION", "METADATA");
    private static final Sheet NOTHING = new Sheet("", List.of(), Map.of(), Set.of(), false);

    private CsvSheet() {}

    static Sheet read(String text, FileProblems problems) {
        try {
            return sheet(text);
        } catch (Unclosed unclosed) {
            problems.add(
                    unclosed.line,
                    ErrorCode.SYNTAX,
                    "a quote is not closed in this line; a quote inside a cell is doubled");
            return NOTHING;
        }
    }

    private static Sheet sheet(String text) throws Unclosed {
        Matcher stated = SEPARATOR_LINE.matcher(text);
        if (stated.lookingAt()) { // as Excel understands it; the line stays, blank, so that rows keep their numbers
            char separator = stated.group(1).charAt(0);
            return new Sheet(
                    "", rows("\n" + text.substring(stated.end()), separator), Map.of(), Set.of(), separator != ',');
        }
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char separator = SEPARATORS.charAt(i);
            List<List<String>> rows = rows(text, separator);
            if (rows.stream().anyMatch(CsvSheet::hasKinds)) {
                return new Sheet("", rows, Map.of(), Set.of(), separator != ',');
            }
        }
        return new Sheet("", rows(text, ','), Map.of(), Set.of(), false);
    }

    /** Whether the cells of a row are the kinds of columns, which they are with one separator only. */
    private static boolean hasKinds(List<String> row) {
        return row.contains("NAME") && row.stream().anyMatch(KINDS::contains);
    }

    private static List<List<String>> rows(String text, char separator) throws Unclosed {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        int quoteLine = 0;
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n') {
                line++;
            }
            if (character == '"' && isQuoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (character == '"') {
                isQuoted = !isQuoted;
                quoteLine = line;
            } else if (isQuoted || (character != separator && character != '\n')) {
                cell.append(character);
            } else {
                row.add(cell.toString().strip());
                cell.setLength(0);
                if (character == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        if (isQuoted) {
            throw new Unclosed(quoteLine);
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell.toString().strip());
            rows.add(row);
        }
        return rows;
    }

    private static final class Unclosed extends Exception {
        private final int line;

        Unclosed(int line) {
            this.line = line;
        }
    }
}
