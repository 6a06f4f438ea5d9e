package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.FileProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong in the columns of a table, so that a mistake in a snippet is reported once and not in every row. */
final class TableMistakes {
    private final Map<Mistake, List<Sheet.Place>> places = new LinkedHashMap<>();

    private record Mistake(int column, ErrorCode code, String message) {}

    void add(Sheet.Place cell, ErrorCode code, String message) {
        places.computeIfAbsent(new Mistake(cell.column(), code, message), unknown -> new ArrayList<>())
                .add(cell);
    }

    /** Reports each at the first of its cells. */
    void report(Sheet sheet, FileProblems problems) {
        places.forEach((mistake, cells) -> {
            Sheet.Place first = cells.getFirst();
            problems.add(
                    first.row() + 1,
                    mistake.code(),
                    "cell %s%s: %s".formatted(sheet.reference(first), more(cells), mistake.message()));
        });
    }

    private static String more(List<Sheet.Place> cells) {
        long others = cells.stream().distinct().count() - 1;
        String column = cells.getFirst().toString().replaceAll("\\d", "");
        return others == 0 ? "" : String.format(Locale.ROOT, " and %d more of column %s", others, column);
    }
}
