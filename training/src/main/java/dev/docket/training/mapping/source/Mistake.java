package dev.docket.training.mapping.source;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something in a data file that cannot be used.
 *
 * @param row counted from 1, the header being row 1
 * @param columns those it was read from; none when the mapping itself says the value
 * @param problem what is wrong, with the value
 */
public record Mistake(long row, List<String> columns, String problem) {
    public Mistake {
        columns = List.copyOf(columns);
    }

    /** For people: {@code row 5, column 'qty': 'three' is not a decimal}. */
    public String text() {
        String where = columns.isEmpty()
                ? ""
                : (columns.size() == 1 ? ", column " : ", columns ")
                        + columns.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "row %d%s: %s", row, where, problem);
    }
}
