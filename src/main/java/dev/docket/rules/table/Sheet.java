package dev.docket.rules.table;

import java.util.List;
import java.util.Set;
import org.drools.decisiontable.parser.RuleSheetParserUtil;

/**
 * The cells of a decision table as text, before anything is made of them.
 *
 * @param name of the sheet, empty for a file that has none
 * @param rows the cells of each row from the left; a blank cell is an empty text
 * @param joined the cells that are merged with their left neighbour
 */
record Sheet(String name, List<List<String>> rows, Set<Place> joined) {
    /** A cell, row and column counted from 0; its text is as spreadsheets write it, {@code B12}. */
    record Place(int row, int column) {
        @Override
        public String toString() {
            return RuleSheetParserUtil.rc2name(row, column);
        }
    }

    Sheet {
        rows = rows.stream().map(List::copyOf).toList();
        joined = Set.copyOf(joined);
    }

    String text(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column)
                : "";
    }

    int columns(int row) {
        return rows.get(row).size();
    }

    boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isEmpty);
    }

    /** How people name a cell of this sheet: {@code B12}, or {@code Sheet1!B12}. */
    String reference(Place place) {
        return name.isEmpty() ? place.toString() : name + "!" + place;
    }
}
