package dev.docket.bench;

import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code ./docket bench soak}: half an hour at 70 % of capacity, beside reloads, searches, exports and replays. Each minute it
 * looks at what the process holds; at the end it says what grows.
 */
final class SoakBench {
    private static final Path EXAMPLE = Path.of("api-spec", "examples", "order-minimal.json");
    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final double SHARE = 0.7;
    private static final Duration TO_WARM_UP = Duration.ofSeconds(20);

    private final Duration duration;
    private final Duration slice;
    private final Path parent;

    private SoakBench(Duration duration, Duration slice, Path parent) {
        this.duration = duration;
        this.slice = slice;
        this.parent = parent;
    }

    public static void main(String... arguments) throws Exception {
        Duration duration = Duration.ofMinutes(30);
        Duration slice = Duration.ofMinutes(1);
        Path parent = Path.of("target");
        boolean isWritten = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--minutes" -> duration = Duration.ofMinutes(Long.parseLong(arguments[++i]));
                case "--slice-seconds" -> slice = Duration.ofSeconds(Long.parseLong(arguments[++i]));
                case "--folder" -> parent = Path.of(arguments[++i]);
                case "--write" -> isWritten = true;
                default -> {
                    System.err.println(
                            "Usage: ./docket bench soak [--minutes N] [--slice-seconds N] [--folder FOLDER] [--write]\n"
                                    + "  --minutes        how long (default: 30)\n"
                                    + "  --slice-seconds  how often to look (default: 60)\n"
                                    + "  --folder         where the journal goes: some gigabytes (default: target)\n"
                                    + "  --write          writes " + SoakReport.PAGE);
                    System.exit(2);
                }
            }
        }
        SoakReport report = new SoakBench(duration, slice, parent).run();
        System.out.println("\n" + report.verdicts());
        if (isWritten) {
            report.write();
            System.out.println("written to " + SoakReport.PAGE);
        }
        System.exit(report.isFlat() ? 0 : 1);
    }

    private SoakReport run() throws Exception {
        Path folder = Files.createTempDirectory(parent, "soak");
        Path rules = folder.resolve("rules");
        copy(Path.of("rules"), rules);
        try (ServiceProcess service = ServiceProcess.start(
                ServiceProcess.JAR,
                folder.resolve("data"),
                "-Xmx512m",
                "-Ddocket.rules.dir=" + rules,
                "-Ddocket.bundle.watch=true",
                "-Ddocket.limits.reads-per-second=0")) {
            double capacity = capacity(service);
            List<SoakReport.Slice> slices = new ArrayList<>();
            System.out.print(SoakReport.HEAD);
            try (OpenLoad load =
                            new OpenLoad(service.uri(), TypicalOrder.of(EXAMPLE, "soak"), 1, CONNECTIONS, PATIENCE);
                    SoakCompany company = new SoakCompany(service.uri(), rules)) {
                long end = System.nanoTime() + duration.toNanos();
                long decided = 0;
                while (System.nanoTime() < end) {
                    long bytesBefore = bytes(folder.resolve("data"));
                    OpenRound round = load.run(SHARE * capacity, slice);
                    decided += round.accepted();
                    SoakReport.Slice now = new SoakReport.Slice(
                            round,
                            decided,
                            (bytes(folder.resolve("data")) - bytesBefore) / (double) Math.max(1, round.accepted()),
                            ServiceFigures.of(service.pid(), service.uri()),
                            company.counts());
                    slices.add(now);
                    System.out.print(SoakReport.row(slices.size(), now));
                }
            }
            return new SoakReport(capacity, slice, List.copyOf(slices));
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private static double capacity(ServiceProcess service) throws IOException {
        try (HttpLoad load = new HttpLoad(service.uri(), TypicalOrder.of(EXAMPLE), CONNECTIONS)) {
            load.run("/v1/decisions", 201, TO_WARM_UP);
            double capacity =
                    load.run("/v1/decisions", 201, Duration.ofSeconds(10)).perSecond();
            System.out.printf(Locale.ROOT, "capacity: %,.0f decisions/s%n", capacity);
            return capacity;
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
