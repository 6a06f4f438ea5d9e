package dev.docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a soak showed, slice by slice, and whether anything grows. */
record SoakReport(double capacity, Duration each, List<SoakReport.Slice> slices) {
    static final Path PAGE = Path.of("docs", "operations", "soak.md");
    static final String HEAD = """
            | Slice | Decided/s | p99 ms | Refused | Failed | Heap MB | Metaspace MB | Resident MB | Threads | Files | Bytes a decision | Reloads | Searches | Exports | Replays | Failed |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    /** What may grow over the second half of a run, as a share of its mean there. */
    private static final double FLAT = 0.05;

    /**
     * Some time of the run.
     *
     * @param bytesOfEach what the data folder grew by, for each decision
     */
    record Slice(
            OpenRound round, long decided, double bytesOfEach, ServiceFigures figures, SoakCompany.Counts company) {}

    static String row(int number, Slice slice) {
        return String.format(
                Locale.ROOT,
                "| %d | %,.0f | %.1f | %,d | %,d | %.1f | %.1f | %.0f | %d | %d | %,.0f | %d | %d | %d | %d | %d |%n",
                number,
                slice.round().acceptedPerSecond(),
                slice.round().acceptedMillisAt(0.99),
                slice.round().refusals(503) + slice.round().refusals(429),
                slice.round().failures() + slice.round().givenUp(),
                slice.figures().heapMegabytes(),
                slice.figures().metaspaceMegabytes(),
                slice.figures().residentMegabytes(),
                slice.figures().threads(),
                slice.figures().files(),
                slice.bytesOfEach(),
                slice.company().reloads(),
                slice.company().searches(),
                slice.company().exports(),
                slice.company().replays(),
                slice.company().failures());
    }

    String verdicts() {
        return verdict("heap after a full collection", slice -> slice.figures().heapMegabytes())
                + verdict("metaspace", slice -> slice.figures().metaspaceMegabytes())
                + verdict("threads", slice -> slice.figures().threads())
                + verdict("file handles", slice -> slice.figures().files())
                + verdict("bytes a decision", Slice::bytesOfEach);
    }

    boolean isFlat() {
        return !verdicts().contains("GROWS");
    }

    private String verdict(String what, ToDoubleFunction<Slice> value) {
        double growth = growth(slices.subList(slices.size() / 2, slices.size()).stream()
                .mapToDouble(value)
                .toArray());
        return String.format(
                Locale.ROOT,
                "- %s: %s (%+.1f %% over the second half)%n",
                what,
                growth > FLAT ? "GROWS" : "flat",
                100 * growth);
    }

    /** How much a straight line through the values rises from the first to the last, as a share of their mean. */
    static double growth(double... values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double middle = (values.length - 1) / 2.0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            above += (i - middle) * (values[i] - mean);
            below += (i - middle) * (i - middle);
        }
        return below == 0 || mean == 0 ? 0 : above / below * (values.length - 1) / mean;
    }

    void write() throws IOException {
        StringBuilder rows = new StringBuilder(HEAD);
        for (int i = 0; i < slices.size(); i++) {
            rows.append(row(i + 1, slices.get(i)));
        }
        Files.writeString(
                PAGE,
                String.format(
                        Locale.ROOT,
                        """
                        # Soak

                        `./docket bench soak` runs the packaged service for half an hour at 70 %% of the capacity that it measures first, and meanwhile
                        edits the rules (a new bundle every 20 s), searches every second, exports every 15 s and replays every two seconds. After each
                        minute it collects the garbage and looks at the process; at the end it says what grows. It takes some gigabytes of disk.

                        **The run below**: %s, %d slices of %d s, %,d decisions, capacity %,.0f decisions a second, %d cores shared with the load
                        generator, JDK %s, heap 512 MB. Load, reloads and the rest pause for the collection between slices.

                        "Failed" beside "Refused" also counts orders that found no free connection within half a second, as happens when a busy machine stops the
                        process for a moment. Capacity is what the machine gave when it was measured; 30 minutes are the default, `--minutes` takes others.

                        %s
                        %s""",
                        LocalDate.now(ZoneOffset.UTC),
                        slices.size(),
                        each.toSeconds(),
                        slices.getLast().decided(),
                        capacity,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        verdicts(),
                        rows));
    }
}
