package dev.docket.cli.replay;

import dev.docket.service.replay.ReplayReport.Moved;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bar chart: newly released to the left, newly held to the right. Lengths are in the units of its SVG picture.
 *
 * @param rows from top to bottom
 */
public record BarChart(String title, int height, List<Row> rows) {
    private static final int LABEL = 150;
    private static final int HALF = 120;
    private static final int NUMBER = 110;
    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final int GAP = 5;
    private static final int AXIS = LABEL + NUMBER + HALF;
    private static final int MOST_LABEL_CHARS = 18;

    /** @param middle where text stands beside a bar */
    public record Row(String label, String tip, int top, int middle, List<Bar> bars) {}

    /** @param anchor which end of the number stands at {@code numberAt} */
    public record Bar(
            String kind, String left, String length, String numberAt, String anchor, String value, String orders) {}

    /** @param rows all in one currency */
    static BarChart of(String title, String currency, List<Moved> rows) {
        BigDecimal most =
                rows.stream().map(row -> row.held().max(row.released())).reduce(BigDecimal.ONE, BigDecimal::max);
        return new BarChart(
                SafeText.plain(title + ", " + currency),
                rows.size() * ROW + ROW,
                IntStream.range(0, rows.size())
                        .mapToObj(i -> row(rows.get(i), most, ROW + i * ROW))
                        .toList());
    }

    public int width() {
        return AXIS + HALF + NUMBER;
    }

    public int axis() {
        return AXIS;
    }

    public int axisTop() {
        return ROW - 4;
    }

    public int leftOfAxis() {
        return AXIS - 6;
    }

    public int rightOfAxis() {
        return AXIS + 6;
    }

    public int labelEnd() {
        return LABEL - 8;
    }

    public int barHeight() {
        return BAR;
    }

    private static Row row(Moved row, BigDecimal most, int top) {
        double released = length(row.released(), most);
        double held = length(row.held(), most);
        return new Row(
                label(row),
                tip(row),
                top,
                top + BAR - 3,
                Stream.concat(
                                row.releasedDecisions() == 0
                                        ? Stream.empty()
                                        : Stream.of(new Bar(
                                                "released",
                                                number(AXIS - released),
                                                number(Math.max(1, released)),
                                                number(AXIS - released - GAP),
                                                "end",
                                                rounded(row.released()),
                                                Amounts.count(row.releasedDecisions()))),
                                row.heldDecisions() == 0
                                        ? Stream.empty()
                                        : Stream.of(new Bar(
                                                "held",
                                                number(AXIS),
                                                number(Math.max(1, held)),
                                                number(AXIS + held + GAP),
                                                "start",
                                                rounded(row.held()),
                                                Amounts.count(row.heldDecisions()))))
                        .toList());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Short enough for any amount. */
    private static String rounded(BigDecimal value) {
        return value.precision() - value.scale() > 10
                ? String.format(Locale.ROOT, "%.2e", value)
                : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static double length(BigDecimal value, BigDecimal most) {
        return value.divide(most, MathContext.DECIMAL32).doubleValue() * HALF;
    }

    private static String label(Moved row) {
        String name = SafeText.plain(FinishedReplay.name(row.name()));
        return name.codePointCount(0, name.length()) <= MOST_LABEL_CHARS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_LABEL_CHARS)) + "…";
    }

    private static String tip(Moved row) {
        String missed = row.missedAtMost().signum() == 0
                ? ""
                : ", up to %s more".formatted(Amounts.money(row.currency(), row.missedAtMost()));
        return SafeText.plain(FinishedReplay.name(row.name()) + missed);
    }
}
