package dev.docket.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drools.decisiontable.parser.csv.CsvLineParser;

/** Reads comma-separated values (RFC 4180, one row in each line) into cells, with the parser of Drools. */
final class CsvSheet {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // as Excel writes it before UTF-8

    private CsvSheet() {}

    static Sheet read(String text, Problems problems) {
        List<List<String>> rows = new ArrayList<>();
        CsvLineParser parser = new CsvLineParser();
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : content.lines().toList()) {
            if (line.chars().filter(character -> character == '"').count() % 2 != 0) {
                problems.add(
                        rows.size() + 1,
                        Problems.SYNTAX,
                        "a quote is not closed in this line; a cell has no line break, and a quote in it is doubled");
                return new Sheet("", List.of(), Set.of());
            }
            rows.add(parser.parse(line).stream().map(String::strip).toList());
        }
        return new Sheet("", rows, Set.of());
    }
}
