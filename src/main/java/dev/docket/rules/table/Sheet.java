package dev.docket.rules.table;

import dev.docket.rules.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.drools.decisiontable.parser.RuleSheetParserUtil;

/**
 * The cells of a decision table as text, before anything is made of them.
 *
 * @param name of the sheet, empty for a file that has none
 * @param rows what a reader sees in the cells of each row, from the left; a blank cell is an empty text
 * @param numbers of the cells that hold a number which looks otherwise: 30 for one that is shown as 0030
 * @param joined the cells that are merged with their left neighbour
 * @param hasOtherSeparator whether the file separates its cells by something other than commas, as spreadsheets do where
 *     the comma is the decimal mark
 */
record Sheet(
        String name,
        List<List<String>> rows,
        Map<Place, String> numbers,
        Set<Place> joined,
        boolean hasOtherSeparator) {
    /** A cell, row and column counted from 0; its text is as spreadsheets write it, {@code B12}. */
    record Place(int row, int column) {
        @Override
        public String toString() {
            return RuleSheetParserUtil.rc2name(row, column);
        }
    }

    Sheet {
        rows = rows.stream().map(List::copyOf).toList();
        numbers = Map.copyOf(numbers);
        joined = Set.copyOf(joined);
    }

    /** What a reader sees. */
    String text(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column)
                : "";
    }

    /**
     * What a snippet takes as a number: {@code 1500} where a reader sees {@code 1,500}, {@code 7.5} for {@code 7,5}.
     *
     * @throws Refusal when two readers could take it for two numbers
     */
    String number(Place place) {
        String number = numbers.get(place);
        return number == null ? CellNumber.read(text(place.row(), place.column()), hasOtherSeparator) : number;
    }

    int columns(int row) {
        return rows.get(row).size();
    }

    /** The first column from another on that is not blank in a row, or -1. */
    int firstFilled(int row, int from) {
        return IntStream.range(from, columns(row))
                .filter(column -> !text(row, column).isEmpty())
                .findFirst()
                .orElse(-1);
    }

    boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isEmpty);
    }

    /** How people name a cell of this sheet: {@code B12}, or {@code Sheet1!B12}. */
    String reference(Place place) {
        return name.isEmpty() ? place.toString() : name + "!" + place;
    }
}
