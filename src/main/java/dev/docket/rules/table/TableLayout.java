package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.problem.RuleText;
import dev.docket.text.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where things stand in a decision table, in the layout of Drools' spreadsheets: what is said of all rules; a cell
 * {@code RuleTable}; below it four rows with the kind of each column, its fact, its snippet and its title; then one rule
 * in each row. What Drools knows beyond that (attributes, code, imports of one's own), and what it would pass over in
 * silence, is refused.
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
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{M}\\p{N} _.,:%&+/-]*");
    /** A snippet that names its fact itself. */
    private static final Pattern PATTERN = Pattern.compile("[A-Z]\\w*\\s*\\(");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(param|\\d)");
    private static final Pattern MARK = Pattern.compile("[Xx]");
    private static final int KINDS = 1;
    private static final int FACTS = 2;
    private static final int SNIPPETS = 3;
    private static final int TITLES = 4;
    private static final int RULES = 5;

    private final Sheet sheet;
    private final FileProblems problems;
    private final SortedMap<Integer, Kind> kinds = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private int starts;
    private int top = -1;
    private int left;

    private TableLayout(Sheet sheet, FileProblems problems) {
        this.sheet = sheet;
        this.problems = problems;
    }

    /** Looks at the cells; the layout is of use only when no problem was reported. */
    static TableLayout of(Sheet sheet, FileProblems problems) {
        TableLayout layout = new TableLayout(sheet, problems);
        layout.start();
        layout.everyCell();
        if (layout.top >= 0) {
            layout.kinds();
            layout.header();
            layout.rows().forEach(layout::rule);
            layout.unclearNumbers();
        }
        return layout;
    }

    private void everyCell() {
        if (sheet.rows().size() > Limits.TABLE_ROWS) {
            problems.add(
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
                problems.add(
                        row + 1,
                        Limits.exceeded(
                                String.format(Locale.ROOT, "a table of %,d columns is wide", sheet.columns(row)),
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
        FileProblems ofCell = new FileProblems(problems.file(), found);
        boolean isCode = top >= 0 && isSnippets(place.row());
        if (!RuleText.isHarmless(text, ofCell) || (isCode && !RuleText.isTyped(text, ofCell))) {
            found.forEach(problem -> tell(place, problem.code(), problem.message()));
        } else if ((text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) && !isTitles(place.row())) {
            tell(place, ErrorCode.NOT_ALLOWED, "a cell has no line break");
        } else if (text.startsWith("=")) {
            tell(place, ErrorCode.ACTIVE_CONTENT, "a formula; write its value");
        } else if (text.contains("/*") || text.contains("//")) {
            tell(place, ErrorCode.NOT_ALLOWED, "a cell has no comment, neither /* nor //");
        } else if (isStart(text) && starts++ > 0) { // for Drools a table begins in any cell, also amid a rule
            tell(place, ErrorCode.TABLE, "a file has one RuleTable, and no other cell that begins so");
        }
    }

    private void start() {
        for (int row = 0; row < sheet.rows().size(); row++) {
            int filled = firstFilled(row, 0);
            if (filled >= 0 && top < 0 && isStart(sheet.text(row, filled))) {
                top = row;
                left = filled;
            } else if (filled >= 0 && top < 0) {
                setting(new Sheet.Place(row, filled));
            }
        }
        if (top < 0) {
            problems.add(1, ErrorCode.TABLE, "there is no cell 'RuleTable', with which a decision table begins");
        } else if (sheet.rows().size() <= top + RULES) {
            problems.add(
                    top + 1,
                    ErrorCode.TABLE,
                    "below RuleTable stand four rows (kinds, facts, snippets, titles) and then the rules");
        }
    }

    private static boolean isStart(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(START) || lower.startsWith(START + " ");
    }

    private void setting(Sheet.Place place) {
        String name = sheet.text(place.row(), place.column());
        String value = sheet.text(place.row(), place.column() + 1);
        if (CODE.contains(name.toLowerCase(Locale.ROOT))) {
            tell(place, ErrorCode.HEADER, "'%s' is not allowed: imports and globals are given".formatted(name));
        } else if (!SETTINGS.contains(name)) {
            tell(
                    place,
                    ErrorCode.TABLE,
                    "unknown setting '%s'; there are RuleSet, Owner, At, Policy, then RuleTable.%s"
                            .formatted(name, Suggestion.didYouMean(name, SETTINGS)));
        } else if (settings.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
            tell(place, ErrorCode.TABLE, "'%s' is set twice".formatted(name));
        } else if (value.indexOf('"') >= 0 || firstFilled(place.row(), place.column() + 2) >= 0) {
            tell(place, ErrorCode.TABLE, "'%s' takes one text without quotes, in the next cell".formatted(name));
        }
    }

    private void kinds() {
        int row = top + KINDS;
        for (int column = left; row < sheet.rows().size() && column < sheet.columns(row); column++) {
            String text = sheet.text(row, column);
            Sheet.Place place = new Sheet.Place(row, column);
            if (Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(text))) {
                kinds.put(column, Kind.valueOf(text));
            } else if (!text.isEmpty()) {
                tell(
                        place,
                        ErrorCode.NOT_ALLOWED,
                        "a column is NAME, METADATA, CONDITION or ACTION, not '%s': no attributes (PRIORITY, NO-LOOP, ...)"
                                .formatted(text));
            }
        }
        if (columns(Kind.NAME).size() != 1) {
            tell(new Sheet.Place(row, left), ErrorCode.TABLE, "a table has one column NAME, with the ids of the rules");
        }
    }

    private void header() {
        for (int row = top + FACTS; row < Math.min(top + RULES, sheet.rows().size()); row++) {
            requireKinds(row);
        }
        kinds.forEach((column, kind) -> {
            if (kind != Kind.CONDITION && !sheet.text(top + FACTS, column).isEmpty()) {
                tell(new Sheet.Place(top + FACTS, column), ErrorCode.TABLE, "only a condition has a fact");
            }
            Sheet.Place place = new Sheet.Place(top + SNIPPETS, column);
            String snippet = sheet.text(place.row(), column);
            if (kind == Kind.CONDITION
                    && isWithoutFact(column)
                    && !PATTERN.matcher(snippet).find()) {
                tell(
                        new Sheet.Place(top + FACTS, column),
                        ErrorCode.TABLE,
                        "the fact is missing that '%s' is about. Of merged cells a CSV file keeps only the first: write the fact in each column, with three dots (Order...)"
                                .formatted(snippet));
            }
            if (kind == Kind.NAME ? !snippet.isEmpty() : snippet.isEmpty()) {
                tell(
                        place,
                        ErrorCode.TABLE,
                        kind == Kind.NAME
                                ? "above names stands no snippet"
                                : "the snippet is missing into which values are put, such as discountPct > $param");
            } else if (kind != Kind.NAME && !takesValue(snippet) && !(kind == Kind.ACTION || snippet.endsWith("?"))) {
                tell(
                        place,
                        ErrorCode.TABLE,
                        "'%s' takes no value: write $param where the cell's value goes, as in discountPct > $param; or end with ? for a column of crosses"
                                .formatted(snippet));
            }
        });
        sheet.joined().stream()
                .filter(place -> place.row() > top && place.row() != top + FACTS && !isTitles(place.row()))
                .sorted((a, b) -> Integer.compare(a.row(), b.row()))
                .limit(1)
                .forEach(place -> tell(place, ErrorCode.TABLE, "only facts are merged across columns"));
    }

    private boolean isWithoutFact(int column) {
        Sheet.Place fact = new Sheet.Place(top + FACTS, column);
        return sheet.text(fact.row(), column).isEmpty() && !sheet.joined().contains(fact);
    }

    private static boolean takesValue(String snippet) {
        return snippet.contains("$param") || snippet.contains("$1") || snippet.contains("forall(");
    }

    private void requireKinds(int row) {
        for (int column = left; column < sheet.columns(row); column++) {
            if (!sheet.text(row, column).isEmpty() && !kinds.containsKey(column)) {
                tell(new Sheet.Place(row, column), ErrorCode.TABLE, "the column has no kind (NAME, CONDITION, ...)");
            }
        }
    }

    private void rule(int row) {
        int name = columns(Kind.NAME).stream().findFirst().orElse(left);
        if (sheet.text(row, name).isEmpty()) {
            boolean gap = row > top + RULES && sheet.isBlank(row - 1);
            tell(
                    new Sheet.Place(row, gap ? Math.max(firstFilled(row, 0), 0) : name),
                    ErrorCode.TABLE,
                    gap ? "stands below the table, which ends at the first blank row" : "the rule has no name");
            return;
        }
        if (row > top + RULES && sheet.isBlank(row - 1)) {
            tell(new Sheet.Place(row, name), ErrorCode.TABLE, "no blank row stands between the rules");
        }
        requireKinds(row);
        kinds.forEach((column, kind) -> value(new Sheet.Place(row, column), kind));
    }

    private void value(Sheet.Place place, Kind kind) {
        String text = sheet.text(place.row(), place.column());
        String snippet = sheet.text(top + SNIPPETS, place.column());
        long places = IntStream.rangeClosed(1, 9)
                .filter(index -> snippet.contains("$" + index))
                .count();
        int values = text.split(",", -1).length;
        if (!text.isEmpty() && places > 0 && values != places) {
            tell(
                    place,
                    ErrorCode.TABLE,
                    String.format(Locale.ROOT, "has %d values for the %d places of '%s'", values, places, snippet));
        }
        boolean mark = kind != Kind.NAME && !takesValue(snippet);
        if (mark && !text.isEmpty() && !MARK.matcher(text).matches()) {
            tell(place, ErrorCode.TABLE, "a cross is X, or the cell is blank; not '%s'".formatted(text));
        } else if (kind == Kind.METADATA
                ? text.indexOf('"') >= 0
                : !VALUE.matcher(text).matches()) {
            tell(
                    place,
                    ErrorCode.NOT_ALLOWED,
                    "'%s' is no plain value: letters, digits, blanks and _ . , : %% & + / -, without quotes or brackets"
                            .formatted(text));
        }
    }

    private int firstFilled(int row, int from) {
        return IntStream.range(from, sheet.columns(row))
                .filter(column -> !sheet.text(row, column).isEmpty())
                .findFirst()
                .orElse(-1);
    }

    private void tell(Sheet.Place place, ErrorCode code, String message) {
        problems.add(place.row() + 1, code, "cell %s: %s".formatted(sheet.reference(place), message));
    }

    /** Numbers that mean one thing here and another there, in one message: they come from one setting of a spreadsheet. */
    private void unclearNumbers() {
        List<Sheet.Place> unclear = new ArrayList<>();
        String because = "";
        for (int row : rows()) {
            for (int column : snippetColumns()) {
                Sheet.Place place = new Sheet.Place(row, column);
                try {
                    cell(place);
                } catch (Refusal refusal) {
                    because = unclear.isEmpty() ? refusal.text() : because;
                    unclear.add(place);
                }
            }
        }
        if (!unclear.isEmpty()) {
            String others = unclear.size() == 1 ? "" : String.format(Locale.ROOT, " and %d more", unclear.size() - 1);
            Sheet.Place first = unclear.get(0);
            problems.add(
                    first.row() + 1,
                    ErrorCode.TABLE,
                    "cell %s%s: %s".formatted(sheet.reference(first), others, because));
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
        boolean isNumber = place.row() >= top + RULES && takesNumber(sheet.text(top + SNIPPETS, place.column()));
        return isNumber ? sheet.number(place) : sheet.text(place.row(), place.column());
    }

    /** Whether the snippet has one place for a value, which is no part of a text. */
    private static boolean takesNumber(String snippet) {
        List<Integer> places = PLACEHOLDER
                .matcher(snippet)
                .results()
                .map(found -> found.start())
                .toList();
        return !snippet.contains("$1")
                && !places.isEmpty()
                && places.stream().noneMatch(place -> isQuoted(snippet, place));
    }

    private static boolean isQuoted(String snippet, int place) {
        return snippet.substring(0, place).chars().filter(c -> c == '"').count() % 2 != 0;
    }

    private boolean isTitles(int row) {
        return top >= 0 && row == top + TITLES;
    }

    /** The row of {@code RuleTable}. */
    int top() {
        return top;
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
