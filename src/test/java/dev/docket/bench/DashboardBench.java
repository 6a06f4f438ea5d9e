package dev.docket.bench;

import dev.docket.fixture.Browser;
import dev.docket.fixture.PrometheusServer;
import dev.docket.fixture.PrometheusServer.Point;
import dev.docket.fixture.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code ./docket bench dashboard}: a real Prometheus scrapes a real service under load and is asked what every panel of the Grafana
 * dashboard asks. Each must have an answer; what they say is drawn, in the dashboard's grid. Grafana itself is not there.
 */
final class DashboardBench {
    private static final Path PICTURE = Path.of("docs", "operations", "dashboard.png");
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final double SCALE = 0.8;
    /** What is never there while all is well. */
    private static final Set<String> EMPTY_WHEN_WELL = Set.of();

    /** A panel and what Prometheus answered. */
    record Answered(Dashboard.Panel panel, List<Named> series) {
        boolean isEmpty() {
            return series.stream()
                    .flatMap(one -> one.points().stream())
                    .noneMatch(point -> Double.isFinite(point.value()));
        }
    }

    record Named(String name, List<Point> points) {}

    private DashboardBench() {}

    public static void main(String... arguments) throws Exception {
        Duration time = Duration.ofSeconds(150);
        boolean isWritten = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seconds" -> time = Duration.ofSeconds(Long.parseLong(arguments[++i]));
                case "--write" -> isWritten = true;
                default -> {
                    System.err.println("Usage: ./docket bench dashboard [--seconds N] [--write]\n"
                            + "  --seconds  how long the service works (default: 150)\n"
                            + "  --write    writes " + PICTURE + " (needs chromium and its driver)");
                    System.exit(2);
                }
            }
        }
        if (!PrometheusServer.isThere()) {
            System.err.println("Prometheus is not installed: apt-get install prometheus");
            System.exit(1);
        }
        System.exit(run(time, isWritten) ? 0 : 1);
    }

    private static boolean run(Duration time, boolean isWritten) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "dashboard");
        Path rules = copied(Path.of("rules"), folder.resolve("rules"));
        try (ServiceProcess service = ServiceProcess.start(
                        ServiceProcess.JAR,
                        folder.resolve("data"),
                        "-Xmx512m",
                        "-Ddocket.rules.dir=" + rules,
                        "-Ddocket.bundle.watch=true");
                PrometheusServer prometheus = PrometheusServer.scraping(service.uri(), folder.resolve("prometheus"));
                SoakCompany company = new SoakCompany(service.uri(), rules);
                DashboardLoad load = new DashboardLoad(service.uri())) {
            Instant begin = Instant.now().plusSeconds(20); // while the JVM compiles, times say little
            int sent = load.run(time);
            Instant end = Instant.now();
            System.out.printf(Locale.ROOT, "%,d requests in %d s; %s%n", sent, time.toSeconds(), company.counts());
            List<Answered> panels = ask(prometheus, begin, end);
            if (isWritten) {
                draw(panels, begin, end, sent, folder);
            }
            List<String> empty = panels.stream()
                    .filter(answered -> !answered.panel().type().equals("row"))
                    .filter(Answered::isEmpty)
                    .map(answered -> answered.panel().title())
                    .toList();
            long asked = panels.stream()
                    .mapToLong(answered -> answered.panel().targets().size())
                    .sum();
            System.out.printf(Locale.ROOT, "%d queries, panels without an answer: %s%n", asked, empty);
            return EMPTY_WHEN_WELL.containsAll(empty);
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private static List<Answered> ask(PrometheusServer prometheus, Instant begin, Instant end) throws Exception {
        List<Answered> answered = new ArrayList<>();
        for (Dashboard.Panel panel : Dashboard.read().panels()) {
            List<Named> series = new ArrayList<>();
            for (Dashboard.Target target : panel.targets()) {
                for (PrometheusServer.Series one :
                        prometheus.range(target.asked(), target.isInstant() ? end : begin, end, STEP)) {
                    series.add(new Named(target.name(one.labels()), one.points()));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s %s%n",
                    panel.title(),
                    series.stream()
                            .map(one -> one.name() + " "
                                    + panel.inWords(
                                            one.name(), one.points().getLast().value()))
                            .toList());
            answered.add(new Answered(panel, series));
        }
        return answered;
    }

    private static void draw(List<Answered> panels, Instant begin, Instant end, int sent, Path folder)
            throws Exception {
        String says = String.format(
                Locale.ROOT,
                "The queries of deploy/grafana/docket.json, answered by Prometheus, which scraped a service under %,d requests. Drawn by ./docket bench dashboard, not by Grafana.",
                sent);
        Path page = Files.writeString(
                folder.resolve("dashboard.html"),
                new DashboardPicture(begin, end).html(Dashboard.read().title(), says, panels));
        try (Browser browser = Browser.start(folder, "--hide-scrollbars")) {
            browser.chromium(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of(
                            "width",
                            DashboardPicture.WIDTH + 16,
                            "height",
                            DashboardPicture.height(panels) + 20,
                            "deviceScaleFactor",
                            SCALE,
                            "mobile",
                            false));
            browser.open(page.toAbsolutePath().toUri());
            Files.write(PICTURE, browser.screenshot());
        }
        System.out.println("written to " + PICTURE);
    }

    private static Path copied(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
