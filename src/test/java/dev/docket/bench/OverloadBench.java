package dev.docket.bench;

import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./docket bench overload}: what becomes of callers who ask for more than the service can do. Capacity is measured first,
 * then multiples of it are offered, whether or not answers come.
 */
final class OverloadBench {
    private static final Path EXAMPLE = Path.of("api-spec", "examples", "order-released.json");
    private static final int CLOSED_CONNECTIONS = 32;

    /** A cold service refuses those of 32 that would wait too long. */
    private static final int WARMING_CONNECTIONS = 8;

    static final int CALLERS = 16;
    static final int CONNECTIONS_OF_EACH = 16;

    /** Longer waits for a connection would be the load generator's, not the service's. */
    static final Duration PATIENCE = Duration.ofMillis(20);

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int LEAST_WARM_UPS = 6;
    private static final int MOST_WARM_UPS = 15;

    /** Once a round decides no faster than the one before by this factor, the service is warm. */
    private static final double FASTER = 1.05;

    private static final double NORMAL = 0.7;
    private static final double[] LEVELS = {NORMAL, 1, 3, 8, 16};
    private static final double AFTERWARDS = 0.5;
    private static final Duration TO_RECOVER = Duration.ofSeconds(4);

    /**
     * One level of load.
     *
     * @param recovery after how many milliseconds of half the capacity all was as usual
     */
    record Level(double times, OpenRound round, double recovery, ServiceFigures figures) {}

    private final Duration each;
    private final boolean isApart;

    private OverloadBench(Duration each, boolean isApart) {
        this.each = each;
        this.isApart = isApart;
    }

    public static void main(String... arguments) throws Exception {
        Duration each = Duration.ofSeconds(8);
        boolean isWritten = false;
        boolean isApart = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seconds" -> each = Duration.ofSeconds(Long.parseLong(arguments[++i]));
                case "--apart" -> isApart = true;
                case "--write" -> isWritten = true;
                default -> {
                    System.err.println("Usage: ./docket bench overload [--seconds N] [--apart] [--write]\n"
                            + "  --seconds  how long each level takes (default: 8)\n"
                            + "  --apart    service on the first processor, load on the second (needs taskset)\n"
                            + "  --write    writes " + OverloadReport.PAGE + " and its picture");
                    System.exit(2);
                }
            }
        }
        OverloadReport report = new OverloadBench(each, isApart).run();
        System.out.println("\n" + report.table());
        if (isWritten) {
            report.write();
            System.out.println("written to " + OverloadReport.PAGE);
        }
    }

    private OverloadReport run() throws Exception {
        TypicalOrder order = TypicalOrder.of(EXAMPLE);
        Path folder = Files.createTempDirectory(Path.of("target"), "overload");
        try (ServiceProcess service = ServiceProcess.start(
                ServiceProcess.JAR,
                folder.resolve("data"),
                isApart ? "-XX:ActiveProcessorCount=1" : "-Ddocket.warm-up.decisions=4000")) {
            if (isApart) {
                pin(service.pid(), 0);
                pin(ProcessHandle.current().pid(), 1);
            }
            double capacity = capacity(service, order);
            List<Level> levels = new ArrayList<>();
            for (double times : LEVELS) {
                try (OpenLoad load = new OpenLoad(service.uri(), order, CALLERS, CONNECTIONS_OF_EACH, PATIENCE)) {
                    OpenRound round = load.run(times * capacity, each);
                    double usual = (levels.isEmpty() ? round : levels.getFirst().round()).acceptedMillisAt(0.99);
                    OpenRound after = load.run(AFTERWARDS * capacity, TO_RECOVER);
                    Level level = new Level(
                            times,
                            round,
                            after.calmAfterMillis(3 * usual),
                            ServiceFigures.of(service.pid(), service.uri()));
                    levels.add(level);
                    System.out.println(OverloadReport.row(level));
                }
                Thread.sleep(2_000);
            }
            return new OverloadReport(capacity, List.copyOf(levels), order.bytes(), isApart, each);
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private double capacity(ServiceProcess service, TypicalOrder order) {
        System.out.println("warming the service up ...");
        try (HttpLoad load = new HttpLoad(service.uri(), order, WARMING_CONNECTIONS)) {
            double before = 0;
            double now = load.run("/v1/decisions", 201, WARM_UP).perSecond();
            for (int i = 1; i < LEAST_WARM_UPS || (i < MOST_WARM_UPS && now > FASTER * before); i++) {
                before = Math.max(before, now);
                now = load.run("/v1/decisions", 201, WARM_UP).perSecond();
            }
        }
        System.out.println("measuring its capacity ...");
        try (HttpLoad load = new HttpLoad(service.uri(), order, CLOSED_CONNECTIONS)) {
            double capacity = load.run("/v1/decisions", 201, each).perSecond();
            System.out.printf(Locale.ROOT, "capacity: %,.0f decisions/s%n", capacity);
            return capacity;
        }
    }

    private static void pin(long pid, int processor) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(processor), Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("taskset cannot give process " + pid + " a processor of its own");
        }
    }
}
