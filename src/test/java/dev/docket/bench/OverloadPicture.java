package dev.docket.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Two charts over the load: what was accepted and refused a second, and how long it took. */
record OverloadPicture(double capacity, List<OverloadBench.Level> levels) {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 220;
    private static final int TOP = 50;
    private static final int LEFT = 60;
    private static final int BESIDE = 520;
    private static final String ACCEPTED = "#1f6f8b";
    private static final String REFUSED = "#c8553d";

    String svg() {
        double mostPerSecond = most(level -> level.round().offeredPerSecond());
        double mostMillis = Math.max(
                most(level -> level.round().acceptedMillisAt(0.99)),
                most(level -> zero(level.round().refusedMillisAt(503, 0.99))));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 330" font-family="sans-serif" font-size="13">
                <rect width="960" height="330" fill="#ffffff"/>
                """
                + chart(LEFT, "Requests a second", mostPerSecond)
                + line(LEFT, mostPerSecond, ACCEPTED, level -> level.round().acceptedPerSecond(), "accepted")
                + line(
                        LEFT,
                        mostPerSecond,
                        REFUSED,
                        level ->
                                level.round().offeredPerSecond() - level.round().acceptedPerSecond(),
                        "refused")
                + chart(BESIDE, "p99 in milliseconds", mostMillis)
                + line(BESIDE, mostMillis, ACCEPTED, level -> level.round().acceptedMillisAt(0.99), "accepted")
                + line(BESIDE, mostMillis, REFUSED, level -> zero(level.round().refusedMillisAt(503, 0.99)), "refused")
                + "</svg>\n";
    }

    private static double zero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private double most(ToDoubleFunction<OverloadBench.Level> value) {
        return levels.stream().mapToDouble(value).max().orElse(1);
    }

    private String chart(int left, String title, double most) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                <text x="%d" y="24" font-size="15" font-weight="bold">%s</text>
                <path d="M%d %d V%d H%d" fill="none" stroke="#444444"/>
                <text x="%d" y="%d" text-anchor="end">%,.0f</text>
                <text x="%d" y="%d" text-anchor="end">0</text>
                <text x="%d" y="%d" text-anchor="middle">load, times capacity</text>
                """,
                left,
                title,
                left,
                TOP,
                TOP + HEIGHT,
                left + WIDTH,
                left - 6,
                TOP + 5,
                most,
                left - 6,
                TOP + HEIGHT + 5,
                left + WIDTH / 2,
                TOP + HEIGHT + 44));
        for (int i = 0; i < levels.size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(left, i),
                    TOP + HEIGHT + 22,
                    String.format(Locale.ROOT, "%.1f", levels.get(i).times()).replace(".0", "")));
        }
        return text.toString();
    }

    private String line(
            int left, double most, String colour, ToDoubleFunction<OverloadBench.Level> value, String name) {
        StringBuilder points = new StringBuilder();
        double y = 0;
        for (int i = 0; i < levels.size(); i++) {
            y = TOP + HEIGHT * (1 - value.applyAsDouble(levels.get(i)) / most);
            points.append(String.format(Locale.ROOT, "%.0f,%.1f ", x(left, i), y));
        }
        return String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>%n"
                        + "<text x=\"%.0f\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
                points.toString().strip(),
                colour,
                x(left, levels.size() - 1) + 8,
                y + 4,
                colour,
                name);
    }

    /** The levels have even steps between them: each is about two or three times the one before. */
    private double x(int left, int level) {
        return left + WIDTH * (level + 0.5) / levels.size();
    }
}
