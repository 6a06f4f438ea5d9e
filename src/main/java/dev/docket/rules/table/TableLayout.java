package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Refusal;
import dev.docket.text.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where things stand in a decision table, in the layout of Drools' spreadsheets: what is said of all rules; a cell
 * {@code RuleTable}; below it four rows with the kind of each column, its fact, its snippet and its title; then one rule
 * in each row.
 */
final class TableLayout {
    /** What a column adds to its rule. */
    enum Kind {
        NAME,
        METADATA,
        CONDITION,
        ACTION
    }

    private static final String START = "ruletable";
    private static final Set<String> SETTINGS = Set.of("RuleSet", "Owner", "At", "Policy");
    private static final Set<String> CODE = Set.of(
            "import", "variables", "functions", "queries", "declare", "unit", "dialect", "sequential", "escapequotes");
    private static final int KINDS = 1;
    private static final int FACTS = 2;
    private static final int SNIPPETS = 3;
    private static final int TITLES = 4;
    private static final int RULES = 5;

    private final Sheet sheet;
    private final SheetProblems problems;
    private final SortedMap<Integer, Kind> kinds = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private int top = -1;
    private int left;

    private TableLayout(Sheet sheet, SheetProblems problems) {
        this.sheet = sheet;
        this.problems = problems;
    }

    /** Finds them; the layout is of use only when there was no problem. */
    static TableLayout of(Sheet sheet, SheetProblems problems) {
        TableLayout layout = new TableLayout(sheet, problems);
        layout.start();
        if (layout.top >= 0) {
            layout.findKinds();
        }
        return layout;
    }

    private void start() {
        for (int row = 0; row < sheet.rows().size(); row++) {
            int filled = sheet.firstFilled(row, 0);
            if (filled >= 0 && top < 0 && isStart(sheet.text(row, filled))) {
                top = row;
                left = filled;
            } else if (filled >= 0 && top < 0) {
                setting(new Sheet.Place(row, filled));
            }
        }
        if (top < 0) {
            problems.file().add(1, ErrorCode.TABLE, "there is no cell 'RuleTable', with which a decision table begins");
        } else if (sheet.rows().size() <= top + RULES) {
            problems.file()
                    .add(
                            top + 1,
                            ErrorCode.TABLE,
                            "below RuleTable stand four rows (kinds, facts, snippets, titles) and then the rules");
        }
    }

    static boolean isStart(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(START) || lower.startsWith(START + " ");
    }

    private void setting(Sheet.Place place) {
        String name = sheet.text(place.row(), place.column());
        String value = sheet.text(place.row(), place.column() + 1);
        if (CODE.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add(place, ErrorCode.HEADER, "'%s' is not allowed: imports and globals are given".formatted(name));
        } else if (!SETTINGS.contains(name)) {
            problems.add(
                    place,
                    ErrorCode.TABLE,
                    "unknown setting '%s'; there are RuleSet, Owner, At, Policy, then RuleTable.%s"
                            .formatted(name, Suggestion.didYouMean(name, SETTINGS)));
        } else if (settings.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
            problems.add(place, ErrorCode.TABLE, "'%s' is set twice".formatted(name));
        } else if (value.indexOf('"') >= 0 || sheet.firstFilled(place.row(), place.column() + 2) >= 0) {
            problems.add(
                    place, ErrorCode.TABLE, "'%s' takes one text without quotes, in the next cell".formatted(name));
        }
    }

    private void findKinds() {
        int row = top + KINDS;
        for (int column = left; row < sheet.rows().size() && column < sheet.columns(row); column++) {
            String text = sheet.text(row, column);
            Sheet.Place place = new Sheet.Place(row, column);
            if (Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(text))) {
                kinds.put(column, Kind.valueOf(text));
            } else if (!text.isEmpty()) {
                problems.add(
                        place,
                        ErrorCode.NOT_ALLOWED,
                        "a column is NAME, METADATA, CONDITION or ACTION, not '%s': no attributes (PRIORITY, NO-LOOP, ...)"
                                .formatted(text));
            }
        }
        if (columns(Kind.NAME).size() != 1) {
            problems.add(
                    new Sheet.Place(row, left),
                    ErrorCode.TABLE,
                    "a table has one column NAME, with the ids of the rules");
        }
    }

    /**
     * The text that Drools gets of a cell: what a reader sees, but a number where the snippet takes one.
     *
     * @throws Refusal when it is not clear which number
     */
    String cell(Sheet.Place place) {
        if (isTitles(place.row())) {
            return sheet.text(place.row(), place.column()).replaceAll("\\s+", " ");
        }
        boolean isNumber = place.row() >= top + RULES && snippet(place.column()).takesNumber();
        return isNumber ? sheet.number(place) : sheet.text(place.row(), place.column());
    }

    boolean isTitles(int row) {
        return top >= 0 && row == top + TITLES;
    }

    /** The row of {@code RuleTable}. */
    int top() {
        return top;
    }

    /** The column of {@code RuleTable}, from which the table goes on to the right. */
    int left() {
        return left;
    }

    /** The row of the facts; below it stand the snippets, the titles and the rules. */
    int facts() {
        return top + FACTS;
    }

    int snippets() {
        return top + SNIPPETS;
    }

    int firstRule() {
        return top + RULES;
    }

    Snippet snippet(int column) {
        return new Snippet(sheet.text(top + SNIPPETS, column));
    }

    /** The kind of each column that has one. */
    SortedMap<Integer, Kind> kinds() {
        return kinds;
    }

    /** The rows of the rules. */
    List<Integer> rows() {
        return IntStream.range(top + RULES, sheet.rows().size())
                .filter(row -> !sheet.isBlank(row))
                .boxed()
                .toList();
    }

    /** The columns of one kind, from the left. */
    List<Integer> columns(Kind kind) {
        return kinds.entrySet().stream()
                .filter(column -> column.getValue() == kind)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The columns that make conditions and effects. */
    List<Integer> snippetColumns() {
        return Stream.concat(columns(Kind.CONDITION).stream(), columns(Kind.ACTION).stream())
                .toList();
    }

    boolean isFacts(int row) {
        return row == top + FACTS;
    }

    boolean isSnippets(int row) {
        return row == top + SNIPPETS;
    }

    /** What the table says of all of its rules, by annotation. */
    Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>(settings);
        annotations.remove("ruleset");
        return annotations;
    }
}
