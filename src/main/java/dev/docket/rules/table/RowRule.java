package dev.docket.rules.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule that Drools makes of a row, as DRL. A marker stands before whatever comes from a cell; no cell may have a comment
 * of its own.
 *
 * @param row from 0
 */
record RowRule(int row, String marked) {
    private static final Pattern MARKER = Pattern.compile("/\\*(\\d+):(\\d+)\\*/");

    private static final String HEADER = """
            package rules;
            import dev.docket.order.*;
            import dev.docket.decision.Standing;
            global dev.docket.rules.Parameters parameters;
            global dev.docket.rules.Effects effects;
            """;

    static String marker(Sheet.Place cell) {
        return "/*%s:%s*/".formatted(cell.row(), cell.column());
    }

    /** As it is read. */
    String drl() {
        return HEADER + MARKER.matcher(marked).replaceAll("");
    }

    /** The same rule with each cell's part on a line of its own, so that a line gives the cell. */
    String drlByCell() {
        return HEADER + MARKER.matcher(marked).replaceAll("\n");
    }

    /** The lines of {@link #drlByCell}, with the markers. */
    List<String> linesByCell() {
        return (HEADER + MARKER.matcher(marked).replaceAll("\n$0")).lines().toList();
    }

    /** The cell that a line comes from, if it begins with a marker. */
    static Optional<Sheet.Place> cell(String line) {
        Matcher marker = MARKER.matcher(line);
        return marker.find()
                ? Optional.of(new Sheet.Place(Integer.parseInt(marker.group(1)), Integer.parseInt(marker.group(2))))
                : Optional.empty();
    }
}
