package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Origin;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.vocabulary.Domain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.model.Consequence;
import org.drools.template.model.DRLOutput;
import org.drools.template.model.Rule;
import org.drools.template.parser.DataListener;
import org.drools.template.parser.DecisionTableParseException;

/**
 * Reads a decision table into checked rules. Drools makes a DRL rule of each row; that text is untrusted like any other
 * and goes through the same reader. What is wrong with it is reported at the cell it comes from.
 */
public final class DecisionTable {
    /** Reads checked rules out of DRL; what is wrong goes to {@code problems}. */
    public interface DrlReader {
        List<ParsedRule> read(String text, FileProblems problems);
    }

    private static final String HEADER = """
            package rules;
            import dev.docket.order.*;
            import dev.docket.decision.Standing;
            global dev.docket.rules.Parameters parameters;
            global dev.docket.rules.Effects effects;
            """;
    /** Stands before what comes from a cell while Drools builds the rule; no cell may have a comment of its own. */
    private static final Pattern MARKER = Pattern.compile("/\\*(\\d+):(\\d+)\\*/");

    private static final String WORKBOOK = ".xlsx";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,12})?");

    private final Sheet sheet;
    private final DrlReader reader;
    private final FileProblems problems;
    private final TableLayout layout;

    private DecisionTable(Sheet sheet, DrlReader reader, FileProblems problems) {
        this.sheet = sheet;
        this.reader = reader;
        this.problems = problems;
        SheetProblems ofSheet = new SheetProblems(sheet, problems);
        this.layout = TableLayout.of(sheet, ofSheet);
        TableCheck.check(sheet, layout, ofSheet);
    }

    public static boolean isTable(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(WORKBOOK);
    }

    /** Reads every rule of a table; what is wrong goes to {@code problems}, and the rest is still read. */
    public static List<ParsedRule> read(
            byte[] bytes, String text, CellReading cells, DrlReader reader, FileProblems problems) {
        int before = problems.count();
        Sheet sheet = problems.file().toLowerCase(Locale.ROOT).endsWith(WORKBOOK)
                ? XlsxSheet.read(bytes, cells, problems)
                : CsvSheet.read(text, problems);
        if (problems.count() > before) {
            return List.of();
        }
        DecisionTable table = new DecisionTable(sheet, reader, problems);
        return problems.count() > before ? List.of() : table.rules();
    }

    private List<ParsedRule> rules() {
        List<Rule> rows;
        try {
            rows = drools();
        } catch (DecisionTableParseException | IllegalArgumentException refused) {
            problems.add(layout.top() + 1, ErrorCode.TABLE, String.valueOf(refused.getMessage()));
            return List.of();
        }
        List<ParsedRule> rules = new ArrayList<>();
        Map<Mistake, List<Sheet.Place>> mistakes = new LinkedHashMap<>();
        rows.forEach(row -> rules.addAll(rule(row, mistakes)));
        mistakes.forEach(this::report);
        return rules;
    }

    /** What Drools makes of the cells: one rule for each row. */
    private List<Rule> drools() {
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
            return marker(row, column) + text.replaceFirst("\\.\\.\\.$", "");
        }
        return layout.isSnippets(row) ? marker(row, column) + text : text;
    }

    private static String marker(int row, int column) {
        return String.format(Locale.ROOT, "/*%d:%d*/", row, column);
    }

    private List<ParsedRule> rule(Rule rule, Map<Mistake, List<Sheet.Place>> mistakes) {
        int row = rule.getSpreadsheetRowNumber() - 1;
        layout.annotations().forEach((name, text) -> {
            if (rule.getMetadata().stream().noneMatch(own -> own.strip().startsWith(name))) {
                rule.addMetadata("%s( \"%s\" )".formatted(name, text));
            }
        });
        String drl = drl(rule);
        List<RuleProblem> found = new ArrayList<>();
        FileProblems ofRow = new FileProblems(problems.file(), found);
        String plain = HEADER + MARKER.matcher(drl).replaceAll("");
        List<ParsedRule> rules = reader.read(plain, ofRow);
        if (!found.isEmpty()) {
            locate(row, drl).forEach((problem, place) -> mistakes.computeIfAbsent(
                            new Mistake(place.column(), problem.code(), problem.message()),
                            unknown -> new ArrayList<>())
                    .add(place));
            return List.of();
        }
        if (rules.size() != 1) {
            problems.add(
                    row + 1,
                    ErrorCode.NOT_ALLOWED,
                    String.format(Locale.ROOT, "row %d makes %d rules, not one", row + 1, rules.size()));
            return List.of();
        }
        rules.get(0).conditions().forEach(condition -> range(row, condition));
        Sheet.Place name =
                new Sheet.Place(row, layout.columns(TableLayout.Kind.NAME).get(0));
        return List.of(rules.get(0).inRow(row + 1, new Origin(sheet.reference(name), numbers(row))));
    }

    /** A number of a table has the range of its field, as one in {@code parameters.yaml} has a range of its own. */
    private void range(int row, Condition condition) {
        if (condition instanceof Condition.Compare compare
                && compare.left() instanceof Expr.Read read
                && compare.right() instanceof Expr.Constant constant
                && constant.value() instanceof BigDecimal number) {
            Domain range = read.field().domain();
            if (range.isClosed() && !range.has(number)) {
                report(
                        new Mistake(
                                0,
                                ErrorCode.TABLE,
                                "%s is outside of %s, the range of '%s'"
                                        .formatted(
                                                number.toPlainString(),
                                                range,
                                                read.field().name())),
                        List.of(cellWith(row, number.toPlainString())));
            }
        }
    }

    private Sheet.Place cellWith(int row, String value) {
        return quoted(row, "'" + value + "'", layout.snippetColumns());
    }

    private static String drl(Rule rule) {
        Consequence end = new Consequence();
        end.setSnippet(";"); // the columns together are one chain
        rule.addConsequence(end);
        rule.setComment(null);
        DRLOutput out = new DRLOutput();
        rule.renderDRL(out);
        return out.getDRL().strip();
    }

    /** Reads the rule once more with each cell's part on a line of its own, so that the line gives the cell. */
    private Map<RuleProblem, Sheet.Place> locate(int row, String drl) {
        List<RuleProblem> found = new ArrayList<>();
        String text = HEADER + MARKER.matcher(drl).replaceAll("\n");
        reader.read(text, new FileProblems(problems.file(), found));
        List<String> marked =
                (HEADER + MARKER.matcher(drl).replaceAll("\n$0")).lines().toList();
        Map<RuleProblem, Sheet.Place> places = new LinkedHashMap<>();
        found.forEach(problem -> places.put(problem, place(row, problem, marked)));
        return places;
    }

    private Sheet.Place place(int row, RuleProblem problem, List<String> marked) {
        int then = marked.indexOf("\tthen");
        if (then >= 0 && problem.line() > then) {
            return quoted(row, problem.message(), layout.columns(TableLayout.Kind.ACTION));
        }
        for (int line = Math.min(problem.line(), marked.size()) - 1; line >= 0; line--) {
            Matcher marker = MARKER.matcher(marked.get(line));
            if (marker.find()) {
                int markedRow = Integer.parseInt(marker.group(1));
                int column = Integer.parseInt(marker.group(2));
                return new Sheet.Place(layout.isFacts(markedRow) ? markedRow : row, column);
            }
        }
        return new Sheet.Place(row, layout.columns(TableLayout.Kind.NAME).get(0));
    }

    /** The cell of the row whose value the message quotes, or else the first. */
    private Sheet.Place quoted(int row, String message, Collection<Integer> columns) {
        int first = columns.stream().findFirst().orElse(0);
        int column = columns.stream()
                .filter(each -> values(row, each).stream().anyMatch(value -> message.contains("'" + value + "'")))
                .findFirst()
                .orElse(first);
        return new Sheet.Place(row, column);
    }

    private List<String> values(int row, int column) {
        return List.of(layout.cell(new Sheet.Place(row, column)).split("\\s*,\\s*"));
    }

    private Set<BigDecimal> numbers(int row) {
        return layout.snippetColumns().stream()
                .flatMap(column -> values(row, column).stream())
                .filter(value -> NUMBER.matcher(value).matches())
                .map(BigDecimal::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is wrong in a column, so that a mistake in its snippet is reported once and not in every row. */
    private record Mistake(int column, ErrorCode code, String message) {}

    private void report(Mistake mistake, List<Sheet.Place> places) {
        Sheet.Place first = places.get(0);
        long others = places.stream().distinct().count() - 1;
        problems.add(
                first.row() + 1,
                mistake.code(),
                "cell %s%s: %s"
                        .formatted(
                                sheet.reference(first),
                                others == 0
                                        ? ""
                                        : String.format(
                                                Locale.ROOT, " and %d more of column %s", others, letters(first)),
                                mistake.message()));
    }

    private static String letters(Sheet.Place place) {
        return place.toString().replaceAll("\\d", "");
    }
}
