package dev.docket.bench;

import dev.docket.bench.DashboardBench.Answered;
import dev.docket.fixture.PrometheusServer.Point;
import dev.docket.html.HtmlTemplate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Our own drawing of a dashboard's answers, in the dashboard's grid. It is not Grafana. */
final class DashboardPicture {
    static final int WIDTH = 1440;
    private static final int COLUMN = WIDTH / 24;
    private static final int ROW = 32;
    private static final int GAP = 8;
    private static final int LEFT = 64;
    private static final int TITLE = 30;
    private static final int LEGEND = 52;
    private static final int LINES = 4;
    private static final List<String> COLOURS = List.of(
            "#1f6f8b", "#c8553d", "#3d8b37", "#7b4fa3", "#b8860b", "#4a4a4a", "#d1478b", "#2f9e9e", "#8b5a2b",
            "#5b7bd5", "#9aa020", "#e07b00");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final HtmlTemplate PAGE = HtmlTemplate.beside(DashboardPicture.class, "dashboard.html");

    private final Instant from;
    private final Instant to;

    DashboardPicture(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** What the template shows. */
    public record Page(String title, String says, String style, int width, int height, List<Cell> cells) {}

    /** @param kind as the panel's type */
    public record Cell(
            String kind,
            String title,
            int x,
            int y,
            int w,
            int h,
            int plot,
            List<Stat> stats,
            List<Mark> marks,
            List<Mark> times,
            List<Line> lines) {}

    public record Stat(String name, String value) {}

    /** A place on an axis. */
    public record Mark(int at, String text) {}

    public record Line(String name, String colour, String path) {}

    /** How tall the picture is, in pixels. */
    static int height(List<Answered> panels) {
        return panels.stream()
                        .map(answered -> answered.panel().place())
                        .mapToInt(place -> (place.y() + place.h()) * ROW)
                        .max()
                        .orElse(0)
                + 2 * ROW;
    }

    String html(String title, String says, List<Answered> panels) {
        return PAGE.render(new Page(
                title,
                says,
                HtmlTemplate.text(DashboardPicture.class, "dashboard.css"),
                WIDTH,
                height(panels),
                panels.stream().map(this::cell).toList()));
    }

    private Cell cell(Answered answered) {
        Dashboard.Place place = answered.panel().place();
        String unit = answered.panel().unit();
        int w = place.w() * COLUMN - GAP;
        int h = place.h() * ROW - GAP;
        double most = answered.series().stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(Point::value)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double top = most <= 0 ? 1 : unit.equals("bytes") ? roundBytes(most) : round(most);
        int plot = h - TITLE - LEGEND;
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i <= LINES; i++) {
            marks.add(new Mark(TITLE + plot - plot * i / LINES, inUnit(unit, top * i / LINES)));
        }
        List<Line> lines = new ArrayList<>();
        List<Stat> stats = new ArrayList<>();
        for (DashboardBench.Named one : answered.series()) {
            lines.add(new Line(
                    one.name(),
                    COLOURS.get(lines.size() % COLOURS.size()),
                    path(one.points(), w - LEFT - GAP, plot, top)));
            stats.add(
                    answered.panel().isNameOnly()
                            ? new Stat("", one.name())
                            : new Stat(one.name(), answered.panel().inWords(one.name(), last(one.points()))));
        }
        return new Cell(
                answered.panel().type(),
                answered.panel().title(),
                place.x() * COLUMN,
                place.y() * ROW,
                w,
                h,
                w - GAP,
                stats,
                marks,
                List.of(new Mark(LEFT, clock(from)), new Mark(w - GAP, clock(to))),
                lines);
    }

    private static String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    private String path(List<Point> points, int width, int height, double top) {
        StringBuilder path = new StringBuilder();
        boolean isDown = false;
        double seconds = to.getEpochSecond() - from.getEpochSecond();
        for (Point point : points) {
            if (!Double.isFinite(point.value())) {
                isDown = false;
                continue;
            }
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    isDown ? "L" : "M",
                    LEFT + width * (point.second() - from.getEpochSecond()) / seconds,
                    TITLE + height * (1 - point.value() / top)));
            isDown = true;
        }
        return path.toString();
    }

    private static double last(List<Point> points) {
        return points.isEmpty() ? Double.NaN : points.getLast().value();
    }

    /** The next of 1, 2, 5, 10, … that is not below. */
    private static double round(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 5}) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static double roundBytes(double most) {
        double unit = Math.pow(1024, Math.floor(Math.log(most) / Math.log(1024)));
        return round(most / unit) * unit;
    }

    /** As Grafana writes a unit. */
    static String inUnit(String unit, double value) {
        return switch (unit) {
            case "s" -> seconds(value);
            case "bytes" -> bytes(value);
            case "percentunit" -> String.format(Locale.ROOT, "%.0f%%", value * 100);
            case "ops" -> plain(value) + " ops/s";
            case "reqps" -> plain(value) + " req/s";
            default -> plain(value);
        };
    }

    private static String seconds(double value) {
        double size = Math.abs(value);
        return size == 0
                ? "0 s"
                : size < 1e-3
                        ? plain(value * 1e6) + " µs"
                        : size < 1 ? plain(value * 1e3) + " ms" : plain(value) + " s";
    }

    private static String bytes(double value) {
        double size = value;
        for (String unit : List.of("B", "KiB", "MiB", "GiB")) {
            if (Math.abs(size) < 1024) {
                return plain(size) + " " + unit;
            }
            size /= 1024;
        }
        return plain(size) + " TiB";
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.1f", value);
    }
}
