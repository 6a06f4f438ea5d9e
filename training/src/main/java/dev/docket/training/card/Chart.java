package dev.docket.training.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A square picture of lines and points in the unit square, as inline SVG. */
final class Chart {
    private static final int SIZE = 260;
    private static final int MARGIN = 44;

    private final StringBuilder marks = new StringBuilder();
    private final List<String> legend = new ArrayList<>();
    private final String title;
    private final String across;
    private final String up;

    Chart(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** @param points x and y, each 0..1 */
    Chart line(String name, String kind, List<double[]> points) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(x(point[0]))
                    .append(' ')
                    .append(y(point[1]));
        }
        marks.append("<path d=\"%s\" class=\"%s\"/>\n".formatted(path, kind));
        if (!name.isEmpty()) {
            legend.add(
                    "<svg width=\"26\" height=\"10\" aria-hidden=\"true\"><path class=\"%s\" d=\"M0 5L24 5\"/></svg> %s"
                            .formatted(kind, name));
        }
        return this;
    }

    Chart point(double[] at, double radius, String kind, String tip) {
        marks.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%s\" cy=\"%s\" r=\"%.1f\" class=\"%s\"><title>%s</title></circle>\n",
                x(at[0]),
                y(at[1]),
                radius,
                kind,
                tip));
        return this;
    }

    String svg() {
        StringBuilder svg = new StringBuilder("<figure><figcaption>%s</figcaption>\n".formatted(title));
        int whole = SIZE + 2 * MARGIN;
        svg.append(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", whole, whole, title));
        for (int i = 0; i <= 4; i++) {
            double at = i / 4.0;
            svg.append("<path d=\"M%s %sL%s %sM%s %sL%s %s\" class=\"grid\"/>\n"
                    .formatted(x(0), y(at), x(1), y(at), x(at), y(0), x(at), y(1)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"end\" dominant-baseline=\"middle\">%.2f</text>\n",
                    MARGIN - 6,
                    y(at),
                    at));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%.2f</text>\n",
                    x(at),
                    SIZE + MARGIN + 16,
                    at));
        }
        svg.append(marks);
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                whole / 2,
                whole - 8,
                across));
        svg.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n</svg>\n",
                whole / 2,
                up));
        return svg.append("<p>%s</p></figure>\n".formatted(String.join(" &nbsp; ", legend)))
                .toString();
    }

    private static String x(double share) {
        return String.format(Locale.ROOT, "%.1f", MARGIN + share * SIZE);
    }

    private static String y(double share) {
        return String.format(Locale.ROOT, "%.1f", MARGIN + (1 - share) * SIZE);
    }
}
