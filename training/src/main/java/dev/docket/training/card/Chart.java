package dev.docket.training.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A square picture of lines and points in the unit square; {@code card.html} draws it as SVG.
 *
 * @param across what the horizontal axis means
 * @param up what the vertical axis means
 */
public record Chart(String title, String across, String up, List<Line> lines, List<Point> points) {
    private static final int SIZE = 260;
    private static final int MARGIN = 44;
    private static final int WHOLE = SIZE + 2 * MARGIN;

    Chart(String title, String across, String up) {
        this(title, across, up, new ArrayList<>(), new ArrayList<>());
    }

    /** @param path as SVG has it */
    public record Line(String name, String kind, String path) {}

    public record Point(String x, String y, String radius, String kind, String tip) {}

    /** A line of the grid, across and up. */
    public record GridLine(String label, String x, String y) {}

    /** @param points x and y, each 0..1 */
    Chart line(String name, String kind, List<double[]> points) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(x(point[0]))
                    .append(' ')
                    .append(y(point[1]));
        }
        lines.add(new Line(name, kind, path.toString()));
        return this;
    }

    Chart point(double[] at, double radius, String kind, String tip) {
        points.add(new Point(x(at[0]), y(at[1]), String.format(Locale.ROOT, "%.1f", radius), kind, tip));
        return this;
    }

    public List<GridLine> grid() {
        return IntStream.rangeClosed(0, 4)
                .mapToObj(i -> i / 4.0)
                .map(at -> new GridLine(String.format(Locale.ROOT, "%.2f", at), x(at), y(at)))
                .toList();
    }

    public int whole() {
        return WHOLE;
    }

    public int middle() {
        return WHOLE / 2;
    }

    public int acrossAt() {
        return WHOLE - 8;
    }

    public int beside() {
        return MARGIN - 6;
    }

    public int below() {
        return SIZE + MARGIN + 16;
    }

    public String left() {
        return x(0);
    }

    public String right() {
        return x(1);
    }

    public String top() {
        return y(1);
    }

    public String bottom() {
        return y(0);
    }

    private static String x(double share) {
        return String.format(Locale.ROOT, "%.1f", MARGIN + share * SIZE);
    }

    private static String y(double share) {
        return String.format(Locale.ROOT, "%.1f", MARGIN + (1 - share) * SIZE);
    }
}
