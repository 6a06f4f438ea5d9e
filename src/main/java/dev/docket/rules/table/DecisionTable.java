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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final String WORKBOOK = ".xlsx";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,12})?");

    private final Sheet sheet;
    private final DrlReader reader;
    private final FileProblems problems;
    private final SheetProblems ofSheet;
    private final TableLayout layout;
    private final CellFinder cells;
    private final TableMistakes mistakes = new TableMistakes();

    private DecisionTable(Sheet sheet, DrlReader reader, FileProblems problems) {
        this.sheet = sheet;
        this.reader = reader;
        this.problems = problems;
        this.ofSheet = new SheetProblems(sheet, problems);
        this.layout = TableLayout.of(sheet, ofSheet);
        this.cells = new CellFinder(layout);
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
        List<RowRule> rows;
        try {
            rows = TableDrl.of(sheet, layout);
        } catch (DecisionTableParseException | IllegalArgumentException refused) {
            problems.add(layout.top() + 1, ErrorCode.TABLE, String.valueOf(refused.getMessage()));
            return List.of();
        }
        List<ParsedRule> rules = new ArrayList<>();
        rows.forEach(row -> rules.addAll(read(row)));
        mistakes.report(sheet, problems);
        return rules;
    }

    private List<ParsedRule> read(RowRule rule) {
        int row = rule.row();
        List<RuleProblem> found = new ArrayList<>();
        List<ParsedRule> rules = reader.read(rule.drl(), new FileProblems(problems.file(), found));
        if (!found.isEmpty()) {
            locate(rule);
            return List.of();
        }
        if (rules.size() != 1) {
            problems.add(
                    row + 1,
                    ErrorCode.NOT_ALLOWED,
                    String.format(Locale.ROOT, "row %d makes %d rules, not one", row + 1, rules.size()));
            return List.of();
        }
        rules.getFirst().conditions().forEach(condition -> requireInRange(row, condition));
        Origin origin = new Origin(sheet.reference(cells.name(row)), numbers(row));
        return List.of(rules.getFirst().inRow(row + 1, origin));
    }

    /** Reads a wrong rule once more, cell by cell. */
    private void locate(RowRule rule) {
        List<RuleProblem> found = new ArrayList<>();
        reader.read(rule.drlByCell(), new FileProblems(problems.file(), found));
        found.stream()
                .distinct()
                .forEach(problem -> mistakes.add(cells.of(problem, rule), problem.code(), problem.message()));
    }

    /** A number of a table has the range of its field, as one in {@code parameters.yaml} has a range of its own. */
    private void requireInRange(int row, Condition condition) {
        if (condition instanceof Condition.Compare compare
                && compare.left() instanceof Expr.Read read
                && compare.right() instanceof Expr.Constant constant
                && constant.value() instanceof BigDecimal number) {
            Domain range = read.field().domain();
            if (range.isClosed() && !range.has(number)) {
                String text = number.toPlainString();
                ofSheet.add(
                        cells.with(text, row),
                        ErrorCode.TABLE,
                        "%s is outside of %s, the range of '%s'"
                                .formatted(text, range, read.field().name()));
            }
        }
    }

    private Set<BigDecimal> numbers(int row) {
        return layout.snippetColumns().stream()
                .flatMap(column -> cells.values(row, column).stream())
                .filter(value -> NUMBER.matcher(value).matches())
                .map(BigDecimal::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
