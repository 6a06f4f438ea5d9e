package dev.docket.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured under overload, as a page with a table and a picture. */
record OverloadReport(
        double capacity, List<OverloadBench.Level> levels, int orderBytes, boolean isApart, Duration each) {
    static final Path PAGE = Path.of("docs", "operations", "overload.md");
    private static final Path PICTURE = PAGE.resolveSibling("overload.svg");

    String table() {
        StringBuilder text = new StringBuilder("""
                | Load, times capacity | Sent/s | Accepted/s | p50 ms | p99 ms | 503s | their p99 ms | 429s | Not sent | Failed | As usual after, ms | Heap, MB | Resident, MB |
                |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        levels.forEach(level -> text.append(row(level)).append('\n'));
        return text.toString();
    }

    /** What it was to be like, and what it was. */
    String verdicts() {
        double usual = levels.getFirst().round().acceptedMillisAt(0.99);
        List<OverloadBench.Level> beyond =
                levels.stream().filter(level -> level.times() > 1).toList();
        return String.format(
                Locale.ROOT,
                """
                - Accepted: p99 at most %.1f times that of the first row (aim: 3)
                - Refused with 503: p99 at most %.0f ms (aim: 50)
                - As usual after at most %,.0f ms (aim: 2,000)
                - Heap: %.0f to %.0f MB
                """,
                most(beyond, level -> level.round().acceptedMillisAt(0.99)) / usual,
                most(beyond, level -> level.round().refusedMillisAt(503, 0.99)),
                most(beyond, OverloadBench.Level::recovery),
                -most(levels, level -> -level.figures().heapMegabytes()),
                most(levels, level -> level.figures().heapMegabytes()));
    }

    private static double most(List<OverloadBench.Level> levels, ToDoubleFunction<OverloadBench.Level> value) {
        return levels.stream().mapToDouble(value).max().orElseThrow();
    }

    static String row(OverloadBench.Level level) {
        OpenRound round = level.round();
        return String.format(
                Locale.ROOT,
                "| %.1f | %,.0f | %,.0f | %.1f | %.1f | %,d | %s | %,d | %,d | %,d | %,.0f | %.0f | %.0f |",
                level.times(),
                round.offeredPerSecond(),
                round.acceptedPerSecond(),
                round.acceptedMillisAt(0.5),
                round.acceptedMillisAt(0.99),
                round.refusals(503),
                round.refusals(503) == 0 ? "" : String.format(Locale.ROOT, "%.1f", round.refusedMillisAt(503, 0.99)),
                round.refusals(429),
                round.givenUp(),
                round.failures(),
                level.recovery(),
                level.figures().heapMegabytes(),
                level.figures().residentMegabytes());
    }

    void write() throws IOException {
        Files.writeString(PICTURE, new OverloadPicture(capacity, levels).svg());
        Files.writeString(
                PAGE,
                String.format(
                        Locale.ROOT,
                        """
                        # Overload

                        Written by `./docket bench overload%s --write` on %s: %s, JDK %s. Orders of %,d bytes, every record durable.

                        Capacity, measured first with 32 connections that each wait for their answer: **%,.0f decisions a second**. Then multiples of
                        it are offered for %d s each, from sixteen callers, whether or not answers come. Latency of what is accepted counts from the
                        moment it was due, so it includes what the load generator itself is late; that of refusals, from when they were sent. The service is
                        warm: it decided at full speed until it got no faster.

                        %s
                        Beyond the capacity:

                        %s
                        "As usual" means at half the capacity: nothing refused, nothing slower than three times the p99 of the first row; 0 is at
                        once. Heap is what is left after a full collection, right after each level. "Not sent" is what no connection was free for
                        within %d ms: %d connections, and one processor for the load generator, send no more. So the last rows offer less than they
                        say, and "Sent/s" says how much. Load average of the machine at the end: %.1f; beyond 2, others had the two processors, too,
                        and every latency has their share in it.

                        ![Accepted and refused requests, and latency, over the load](overload.svg)

                        How it works: a decision is let in only if those that wait before it will be done in 40 ms, as fast as decisions went lately, or
                        if its caller has none waiting or less than its share of the places ([limits](../limits.md),
                        [why](../adr/2026-11-29-bound-the-wait-not-the-queue.md)). Beyond that, a 503 leaves from the event loop before the body is read,
                        and the connection goes on. Whoever comes back more than 200 times a second while it is refused waits a second for each 429.

                        `OverloadTest` holds the mechanics; how long it takes is measured here only.
                        """,
                        isApart ? " --apart" : "",
                        LocalDate.now(ZoneOffset.UTC),
                        isApart
                                ? "the service has one core, the load generator another"
                                : "service and load generator share "
                                        + Runtime.getRuntime().availableProcessors() + " cores",
                        Runtime.version().feature(),
                        orderBytes,
                        capacity,
                        each.toSeconds(),
                        table(),
                        verdicts(),
                        OverloadBench.PATIENCE.toMillis(),
                        OverloadBench.CALLERS * OverloadBench.CONNECTIONS_OF_EACH,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }
}
