package dev.docket.service.outcome.judge;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures in the tables of a model card, as they stand there. Cards are part of a model's digest, so those of earlier versions stay as
 * they were written; what one does not say is absent.
 *
 * @param rows the second cell of each row, by the first: {@code log loss of cost or no cost} is {@code 0.325 (95 %: 0.274 .. 0.383)}
 * @param covered the share of prediction sets that held the truth, by class
 */
public record CardFigures(SortedMap<String, String> rows, SortedMap<String, String> covered) {
    public static final CardFigures NONE = new CardFigures(new TreeMap<>(), new TreeMap<>());

    /** The names of rows. */
    public static final String LOG_LOSS_OF_COST = "log loss of cost or no cost";

    public static final String LOG_LOSS_OF_CLASSES = "log loss of the four classes";
    public static final String CALIBRATION_ERROR = "calibration error (ECE) of the most probable class";
    public static final String COVERAGE = "coverage of the prediction sets";

    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern BY_CLASS =
            Pattern.compile("^\\| (P[1-4]) \\| [\\d,]+ \\| ([\\d.]+) \\| [\\d.]+ \\|$", Pattern.MULTILINE);

    public CardFigures {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        covered = Collections.unmodifiableSortedMap(new TreeMap<>(covered));
    }

    /** @param card Markdown */
    public static CardFigures of(String card) {
        return new CardFigures(cells(ROW.matcher(card)), cells(BY_CLASS.matcher(card)));
    }

    private static SortedMap<String, String> cells(Matcher row) {
        SortedMap<String, String> cells = new TreeMap<>();
        while (row.find()) {
            cells.put(row.group(1), row.group(2));
        }
        return cells;
    }
}
