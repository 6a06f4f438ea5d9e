package dev.docket.rules.table;

import java.util.List;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.model.Consequence;
import org.drools.template.model.DRLOutput;
import org.drools.template.model.Rule;
import org.drools.template.parser.DataListener;

/** Has Drools make a rule of each row. */
final class TableDrl {
    private final Sheet sheet;
    private final TableLayout layout;

    private TableDrl(Sheet sheet, TableLayout layout) {
        this.sheet = sheet;
        this.layout = layout;
    }

    /**
     * One rule for each row.
     *
     * @throws org.drools.template.parser.DecisionTableParseException if Drools refuses the table
     * @throws IllegalArgumentException the same
     */
    static List<RowRule> of(Sheet sheet, TableLayout layout) {
        TableDrl table = new TableDrl(sheet, layout);
        return table.rules().stream().map(table::rendered).toList();
    }

    private List<Rule> rules() {
        DefaultRuleSheetListener listener = new DefaultRuleSheetListener(false, true);
        listener.startSheet(sheet.name());
        for (int row = layout.top(); row < sheet.rows().size(); row++) {
            listener.newRow(row, sheet.columns(row));
            int mergedFrom = DataListener.NON_MERGED;
            for (int column = 0; column < sheet.columns(row); column++) {
                mergedFrom = isJoined(row, column) ? mergedFrom : startOfMerge(row, column);
                listener.newCell(row, column, text(row, mergedFrom < 0 ? column : mergedFrom), mergedFrom);
            }
        }
        listener.finishSheet();
        return listener.getRuleSet().getRules();
    }

    private int startOfMerge(int row, int column) {
        return isJoined(row, column + 1) ? column : DataListener.NON_MERGED;
    }

    /** Whether a fact goes on from the column to the left: merged, or in a CSV file written again with three dots. */
    private boolean isJoined(int row, int column) {
        String text = sheet.text(row, column);
        return layout.isFacts(row)
                && column > 0
                && (sheet.joined().contains(new Sheet.Place(row, column))
                        || (text.endsWith("...") && text.equals(sheet.text(row, column - 1))));
    }

    private String text(int row, int column) {
        String text = layout.cell(new Sheet.Place(row, column));
        if (text.isEmpty() || !layout.snippetColumns().contains(column)) {
            return text;
        }
        if (layout.isFacts(row)) {
            return RowRule.marker(new Sheet.Place(row, column)) + text.replaceFirst("\\.\\.\\.$", "");
        }
        return layout.isSnippets(row) ? RowRule.marker(new Sheet.Place(row, column)) + text : text;
    }

    private RowRule rendered(Rule rule) {
        layout.annotations().forEach((name, text) -> {
            if (rule.getMetadata().stream().noneMatch(own -> own.strip().startsWith(name))) {
                rule.addMetadata("%s( \"%s\" )".formatted(name, text));
            }
        });
        Consequence end = new Consequence();
        end.setSnippet(";"); // the columns together are one chain
        rule.addConsequence(end);
        rule.setComment(null);
        DRLOutput out = new DRLOutput();
        rule.renderDRL(out);
        return new RowRule(rule.getSpreadsheetRowNumber() - 1, out.getDRL().strip());
    }
}
