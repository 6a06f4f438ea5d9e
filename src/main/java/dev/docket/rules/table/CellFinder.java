package dev.docket.rules.table;

import dev.docket.rules.RuleProblem;
import java.util.Collection;
import java.util.List;

/** Finds the cell that a problem of a row's rule is about. */
record CellFinder(TableLayout layout) {
    /** The cell of a problem that was found in {@link RowRule#drlByCell}. */
    Sheet.Place of(RuleProblem problem, RowRule rule) {
        List<String> lines = rule.linesByCell();
        int then = lines.indexOf("\tthen");
        if (then >= 0 && problem.line() > then) {
            return quoting(problem.message(), rule.row(), layout.columns(TableLayout.Kind.ACTION));
        }
        for (int line = Math.min(problem.line(), lines.size()) - 1; line >= 0; line--) {
            var cell = RowRule.cell(lines.get(line));
            if (cell.isPresent()) {
                return layout.isFacts(cell.get().row())
                        ? cell.get()
                        : new Sheet.Place(rule.row(), cell.get().column());
            }
        }
        return name(rule.row());
    }

    /** The cell with a value; the first if none has it. */
    Sheet.Place with(String value, int row) {
        return quoting("'" + value + "'", row, layout.snippetColumns());
    }

    /** The cell with the rule's name. */
    Sheet.Place name(int row) {
        return new Sheet.Place(row, layout.columns(TableLayout.Kind.NAME).get(0));
    }

    /** The cell of the row whose value the message quotes, or else the first. */
    private Sheet.Place quoting(String message, int row, Collection<Integer> columns) {
        int first = columns.stream().findFirst().orElse(0);
        int column = columns.stream()
                .filter(each -> values(row, each).stream().anyMatch(value -> message.contains("'" + value + "'")))
                .findFirst()
                .orElse(first);
        return new Sheet.Place(row, column);
    }

    /** The values of a cell, which commas separate. */
    List<String> values(int row, int column) {
        return List.of(layout.cell(new Sheet.Place(row, column)).split("\\s*,\\s*"));
    }
}
