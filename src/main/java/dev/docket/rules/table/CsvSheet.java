package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.decisiontable.parser.csv.CsvLineParser;

/** Reads comma-separated values (RFC 4180, one row in each line) into cells, with the parser of Drools. */
final class CsvSheet {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // as Excel writes it before UTF-8
    private static final Pattern SEMICOLONS = Pattern.compile("(?im)^(ruleset|owner|at|policy|ruletable[^,;]*|name);");
    private static final Sheet NOTHING = new Sheet("", List.of(), Set.of());

    private CsvSheet() {}

    static Sheet read(String text, Problems problems) {
        List<List<String>> rows = new ArrayList<>();
        CsvLineParser parser = new CsvLineParser();
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (SEMICOLONS.matcher(content).find()) {
            problems.add(
                    1,
                    ErrorCode.TABLE,
                    "the cells are separated by semicolons. Maybe save the file as 'CSV UTF-8 (comma delimited)', or as .xlsx?");
            return NOTHING;
        }
        for (String line : content.lines().toList()) {
            if (line.chars().filter(character -> character == '"').count() % 2 != 0) {
                problems.add(
                        rows.size() + 1,
                        ErrorCode.SYNTAX,
                        "a quote is not closed in this line; a cell has no line break, and a quote in it is doubled");
                return NOTHING;
            }
            rows.add(parser.parse(line).stream().map(String::strip).toList());
        }
        return new Sheet("", rows, Set.of());
    }
}
