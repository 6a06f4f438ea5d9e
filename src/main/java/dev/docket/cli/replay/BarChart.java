package dev.docket.cli.replay;

import dev.docket.service.replay.ReplayReport.Moved;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** An inline SVG bar chart: newly released to the left, newly held to the right. */
final class BarChart {
    private static final int LABEL = 150;
    private static final int HALF = 120;
    private static final int NUMBER = 110;
    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final int AXIS = LABEL + NUMBER + HALF;
    private static final int WIDTH = AXIS + HALF + NUMBER;

    private BarChart() {}

    /** @param rows all in one currency */
    static String of(String title, String currency, List<Moved> rows) {
        BigDecimal most =
                rows.stream().map(row -> row.held().max(row.released())).reduce(BigDecimal.ONE, BigDecimal::max);
        int height = rows.size() * ROW + ROW;
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>%s, %s</figcaption>".formatted(SafeText.html(title), SafeText.html(currency)))
                .append(String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        height,
                        SafeText.html(title + ", " + currency)))
                .append(String.format(
                        Locale.ROOT,
                        "<text class=\"released\" x=\"%d\" y=\"14\" text-anchor=\"end\">newly released</text>",
                        AXIS - 6))
                .append(String.format(
                        Locale.ROOT, "<text class=\"held\" x=\"%d\" y=\"14\">newly held</text>", AXIS + 6));
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), most, ROW + i * ROW);
        }
        return svg.append(String.format(
                        Locale.ROOT, "<path class=\"axis\" d=\"M%d %dV%d\"/></svg></figure>\n", AXIS, ROW - 4, height))
                .toString();
    }

    private static void row(StringBuilder svg, Moved row, BigDecimal most, int top) {
        int middle = top + BAR - 3;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s<title>%s</title></text>",
                LABEL - 8,
                middle,
                SafeText.html(label(row)),
                SafeText.html(tip(row))));
        double released = length(row.released(), most);
        double held = length(row.held(), most);
        if (row.releasedDecisions() > 0) {
            bar(svg, "released", AXIS - released, released, top);
            number(svg, AXIS - released - 5, middle, "end", row.released(), row.releasedDecisions());
        }
        if (row.heldDecisions() > 0) {
            bar(svg, "held", AXIS, held, top);
            number(svg, AXIS + held + 5, middle, "start", row.held(), row.heldDecisions());
        }
    }

    private static void bar(StringBuilder svg, String kind, double left, double length, int top) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                kind,
                left,
                top,
                Math.max(1, length),
                BAR));
    }

    private static void number(StringBuilder svg, double x, int y, String anchor, BigDecimal value, long orders) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"number\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s (%s)</text>",
                x,
                y,
                anchor,
                rounded(value),
                Amounts.count(orders)));
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
        String name = Told.name(row.name());
        int most = 18;
        return name.codePointCount(0, name.length()) <= most
                ? name
                : name.substring(0, name.offsetByCodePoints(0, most)) + "…";
    }

    private static String tip(Moved row) {
        String missed = row.missedAtMost().signum() == 0
                ? ""
                : ", up to %s more".formatted(Amounts.money(row.currency(), row.missedAtMost()));
        return Told.name(row.name()) + missed;
    }
}
