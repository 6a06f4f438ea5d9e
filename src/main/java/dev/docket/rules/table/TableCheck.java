package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.problem.RuleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Looks at every cell of a decision table before Drools does. What Drools knows beyond the layout (attributes, code, imports
 * of one's own), and what it would pass over in silence, is refused.
 */
final class TableCheck {
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{M}\\p{N} _.,:%&+/-]*");
    private static final Pattern MARK = Pattern.compile("[Xx]");

    private final Sheet sheet;
    private final TableLayout layout;
    private final SheetProblems problems;
    private int starts;

    private TableCheck(Sheet sheet, TableLayout layout, SheetProblems problems) {
        this.sheet = sheet;
        this.layout = layout;
        this.problems = problems;
    }

    static void check(Sheet sheet, TableLayout layout, SheetProblems problems) {
        TableCheck check = new TableCheck(sheet, layout, problems);
        check.everyCell();
        if (layout.top() >= 0) {
            check.header();
            layout.rows().forEach(check::rule);
            check.unclearNumbers();
        }
    }

    private void everyCell() {
        if (sheet.rows().size() > Limits.TABLE_ROWS) {
            problems.file()
                    .add(
                            1,
                            Limits.exceeded(
                                    String.format(
                                            Locale.ROOT,
                                            "a table of %,d rows is long",
                                            sheet.rows().size()),
                                    Limits.TABLE_ROWS));
        }
        for (int row = 0; row < Math.min(sheet.rows().size(), Limits.TABLE_ROWS); row++) {
            if (sheet.columns(row) > Limits.TABLE_COLUMNS) {
                problems.file()
                        .add(
                                row + 1,
                                Limits.exceeded(
                                        String.format(
                                                Locale.ROOT, "a table of %,d columns is wide", sheet.columns(row)),
                                        Limits.TABLE_COLUMNS));
            }
            for (int column = 0; column < Math.min(sheet.columns(row), Limits.TABLE_COLUMNS); column++) {
                plain(new Sheet.Place(row, column));
            }
        }
    }

    private void plain(Sheet.Place place) {
        String text = sheet.text(place.row(), place.column());
        List<RuleProblem> found = new ArrayList<>();
        FileProblems ofCell = new FileProblems(problems.file().file(), found);
        boolean isCode = layout.top() >= 0 && layout.isSnippets(place.row());
        if (!RuleText.isHarmless(text, ofCell) || (isCode && !RuleText.isTyped(text, ofCell))) {
            found.forEach(problem -> problems.add(place, problem.code(), problem.message()));
        } else if ((text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) && !layout.isTitles(place.row())) {
            problems.add(place, ErrorCode.NOT_ALLOWED, "a cell has no line break");
        } else if (text.startsWith("=")) {
            problems.add(place, ErrorCode.ACTIVE_CONTENT, "a formula; write its value");
        } else if (text.contains("/*") || text.contains("//")) {
            problems.add(place, ErrorCode.NOT_ALLOWED, "a cell has no comment, neither /* nor //");
        } else if (TableLayout.isStart(text)
                && starts++ > 0) { // for Drools a table begins in any cell, also amid a rule
            problems.add(place, ErrorCode.TABLE, "a file has one RuleTable, and no other cell that begins so");
        }
    }

    private void header() {
        for (int row = layout.facts();
                row < Math.min(layout.firstRule(), sheet.rows().size());
                row++) {
            requireKinds(row);
        }
        layout.kinds().forEach((column, kind) -> {
            if (kind != TableLayout.Kind.CONDITION
                    && !sheet.text(layout.facts(), column).isEmpty()) {
                problems.add(new Sheet.Place(layout.facts(), column), ErrorCode.TABLE, "only a condition has a fact");
            }
            Sheet.Place place = new Sheet.Place(layout.snippets(), column);
            Snippet snippet = layout.snippet(column);
            if (kind == TableLayout.Kind.CONDITION && isWithoutFact(column) && !snippet.namesFact()) {
                problems.add(
                        new Sheet.Place(layout.facts(), column),
                        ErrorCode.TABLE,
                        "the fact is missing that '%s' is about. Of merged cells a CSV file keeps only the first: write the fact in each column, with three dots (Order...)"
                                .formatted(snippet.text()));
            }
            if (kind == TableLayout.Kind.NAME ? !snippet.isEmpty() : snippet.isEmpty()) {
                problems.add(
                        place,
                        ErrorCode.TABLE,
                        kind == TableLayout.Kind.NAME
                                ? "above names stands no snippet"
                                : "the snippet is missing into which values are put, such as discountPct > $param");
            } else if (kind != TableLayout.Kind.NAME
                    && !snippet.takesValue()
                    && !(kind == TableLayout.Kind.ACTION || snippet.text().endsWith("?"))) {
                problems.add(
                        place,
                        ErrorCode.TABLE,
                        "'%s' takes no value: write $param where the cell's value goes, as in discountPct > $param; or end with ? for a column of crosses"
                                .formatted(snippet.text()));
            }
        });
        sheet.joined().stream()
                .filter(place ->
                        place.row() > layout.top() && place.row() != layout.facts() && !layout.isTitles(place.row()))
                .sorted((a, b) -> Integer.compare(a.row(), b.row()))
                .limit(1)
                .forEach(place -> problems.add(place, ErrorCode.TABLE, "only facts are merged across columns"));
    }

    private boolean isWithoutFact(int column) {
        Sheet.Place fact = new Sheet.Place(layout.facts(), column);
        return sheet.text(fact.row(), column).isEmpty() && !sheet.joined().contains(fact);
    }

    private void requireKinds(int row) {
        for (int column = layout.left(); column < sheet.columns(row); column++) {
            if (!sheet.text(row, column).isEmpty() && !layout.kinds().containsKey(column)) {
                problems.add(
                        new Sheet.Place(row, column), ErrorCode.TABLE, "the column has no kind (NAME, CONDITION, ...)");
            }
        }
    }

    private void rule(int row) {
        int name = layout.columns(TableLayout.Kind.NAME).stream().findFirst().orElse(layout.left());
        if (sheet.text(row, name).isEmpty()) {
            boolean gap = row > layout.firstRule() && sheet.isBlank(row - 1);
            problems.add(
                    new Sheet.Place(row, gap ? Math.max(sheet.firstFilled(row, 0), 0) : name),
                    ErrorCode.TABLE,
                    gap ? "stands below the table, which ends at the first blank row" : "the rule has no name");
            return;
        }
        if (row > layout.firstRule() && sheet.isBlank(row - 1)) {
            problems.add(new Sheet.Place(row, name), ErrorCode.TABLE, "no blank row stands between the rules");
        }
        requireKinds(row);
        layout.kinds().forEach((column, kind) -> value(new Sheet.Place(row, column), kind));
    }

    private void value(Sheet.Place place, TableLayout.Kind kind) {
        String text = sheet.text(place.row(), place.column());
        Snippet snippet = layout.snippet(place.column());
        long places = snippet.places();
        int values = text.split(",", -1).length;
        if (!text.isEmpty() && places > 0 && values != places) {
            problems.add(
                    place,
                    ErrorCode.TABLE,
                    String.format(
                            Locale.ROOT, "has %d values for the %d places of '%s'", values, places, snippet.text()));
        }
        boolean mark = kind != TableLayout.Kind.NAME && !snippet.takesValue();
        if (mark && !text.isEmpty() && !MARK.matcher(text).matches()) {
            problems.add(place, ErrorCode.TABLE, "a cross is X, or the cell is blank; not '%s'".formatted(text));
        } else if (kind == TableLayout.Kind.METADATA
                ? text.indexOf('"') >= 0
                : !VALUE.matcher(text).matches()) {
            problems.add(
                    place,
                    ErrorCode.NOT_ALLOWED,
                    "'%s' is no plain value: letters, digits, blanks and _ . , : %% & + / -, without quotes or brackets"
                            .formatted(text));
        }
    }

    /** Numbers that mean one thing here and another there, in one message: they come from one setting of a spreadsheet. */
    private void unclearNumbers() {
        List<Sheet.Place> unclear = new ArrayList<>();
        String because = "";
        for (int row : layout.rows()) {
            for (int column : layout.snippetColumns()) {
                Sheet.Place place = new Sheet.Place(row, column);
                try {
                    layout.cell(place);
                } catch (Refusal refusal) {
                    because = unclear.isEmpty() ? refusal.text() : because;
                    unclear.add(place);
                }
            }
        }
        if (!unclear.isEmpty()) {
            String others = unclear.size() == 1 ? "" : String.format(Locale.ROOT, " and %d more", unclear.size() - 1);
            Sheet.Place first = unclear.get(0);
            problems.file()
                    .add(
                            first.row() + 1,
                            ErrorCode.TABLE,
                            "cell %s%s: %s".formatted(sheet.reference(first), others, because));
        }
    }
}
