package dev.docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What was measured under overload, as a page with a table and a picture. */
record OverloadReport(
        double capacity, List<OverloadBench.Level> levels, int orderBytes, boolean isApart, Duration each) {
    static final Path PAGE = Path.of("docs", "operations", "overload.md");
    private static final Path PICTURE = PAGE.resolveSibling("overload.svg");

    String table() {
        StringBuilder text = new StringBuilder("""
                | Load, times capacity | Sent/s | Accepted/s | p50 ms | p99 ms | 503s | 429s | their p99 ms | Not sent | Failed | As usual after, ms | Heap, MB | Resident, MB |
                |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        levels.forEach(level -> text.append(row(level)).append('\n'));
        return text.toString();
    }

    static String row(OverloadBench.Level level) {
        OpenRound round = level.round();
        return String.format(
                Locale.ROOT,
                "| %.1f | %,.0f | %,.0f | %.1f | %.1f | %,d | %,d | %s | %,d | %,d | %,.0f | %.0f | %.0f |",
                level.times(),
                round.offeredPerSecond(),
                round.acceptedPerSecond(),
                round.acceptedMillisAt(0.5),
                round.acceptedMillisAt(0.99),
                round.refusals(503),
                round.refusals(429),
                Double.isNaN(round.refusedMillisAt(0.99))
                        ? ""
                        : String.format(Locale.ROOT, "%.1f", round.refusedMillisAt(0.99)),
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

                        Capacity, measured first with 64 connections that each wait for their answer: **%,.0f decisions a second**. Then multiples of
                        it are offered for %d s each, from four callers, whether or not answers come. Latency of what is accepted counts from the
                        moment it was due, so it includes what the load generator itself is late; that of refusals, from when they were sent.

                        %s
                        "As usual" means at half the capacity: nothing refused, nothing slower than three times the p99 of the first row. Heap is
                        what is left after a full collection, right after each level. "Not sent" is what the generator could not get rid of within half
                        a second: all its connections waited for answers, or it had no processor time.

                        ![Accepted and refused requests, and latency, over the load](overload.svg)

                        How it works: what comes is counted before anything is done for it ([limits](../limits.md)). What is beyond gets a 503 on the
                        event loop, before its body is read or its caller looked up in a queue.
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
                        table()));
    }
}
