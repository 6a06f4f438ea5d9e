package dev.docket.bench;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Durable records per second and how long one takes, while each of many writers waits for its record. */
public final class JournalBench {
    private static final int WRITERS = 64;
    private static final Instant DECIDED_AT = Instant.parse("2026-01-01T00:00:00Z");

    private JournalBench() {}

    /**
     * @param args rounds, seconds of each round, bytes of each record and the folder whose disk to measure; by default
     *     {@code 5 4 8192 target}. All rounds write to one journal, so that later rows show a larger one
     */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var each = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 4);
        int bytes = args.length > 2 ? Integer.parseInt(args[2]) : 8 << 10;
        var folder = Files.createTempDirectory(Path.of(args.length > 3 ? args[3] : "target"), "journal-bench");
        System.out.printf("%d writers, records of %d bytes, in %s%n", WRITERS, bytes, folder);
        try (var journal = SqliteJournal.open(folder)) {
            run(journal, bytes, Duration.ofSeconds(2)); // warm-up
            System.out.println("records in journal   records/s   p50 ms   p99 ms   p99.9 ms   max ms   finds/s");
            for (int round = 0; round < rounds; round++) {
                long before = journal.count();
                row(System.out, before, each, run(journal, bytes, each));
            }
        } finally {
            delete(folder);
        }
    }

    private static void row(PrintStream out, long before, Duration each, Measured measured) {
        long[] sorted = measured.nanos();
        out.printf(
                Locale.ROOT,
                "%18d %11.0f %8.1f %8.1f %10.1f %8.1f %9.0f%n",
                before,
                sorted.length / (double) each.toSeconds(),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1),
                measured.finds() / (double) each.toSeconds());
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[(int) ((sorted.length - 1) * quantile)] / 1e6;
    }

    // Each record is looked up before it is written, as the service does for each request.
    private static Measured run(Journal journal, int bytes, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        var finds = new LongAdder();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer ->
                            CompletableFuture.supplyAsync(() -> write(journal, bytes, end, finds, writer), threads))
                    .toList();
            var nanos = writers.stream().flatMapToLong(writer -> Arrays.stream(writer.join()));
            return new Measured(nanos.sorted().toArray(), finds.sum());
        }
    }

    private static long[] write(Journal journal, int bytes, long end, LongAdder finds, int writer) {
        var random = new SplittableRandom(writer);
        var nanos = LongStream.builder();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            var entry = entry(random, bytes);
            if (journal.findByRequestId(entry.requestId()).isEmpty()) {
                finds.increment();
            }
            long accepted = System.nanoTime();
            journal.append(entry).join();
            nanos.add(System.nanoTime() - accepted);
        }
        return nanos.build().toArray();
    }

    private static final Digest BUNDLE = Digest.over(new byte[0]);

    /** A made-up record of about so many bytes. */
    public static DecisionEntry entry(SplittableRandom random, int bytes) {
        var request = new byte[bytes / 2];
        var answer = new byte[bytes / 2];
        random.nextBytes(request);
        random.nextBytes(answer);
        var id = UUID.randomUUID().toString();
        return new DecisionEntry(
                new DecisionId("d-" + id),
                id,
                RequestDigest.of(Digest.over(id.getBytes(StandardCharsets.US_ASCII))),
                BUNDLE,
                Optional.of(BUNDLE),
                DECIDED_AT,
                "anonymous",
                new Facets(
                        "order-" + id,
                        "customer-" + random.nextInt(10_000),
                        "WHOLESALE",
                        "",
                        "RELEASE",
                        "RELEASE",
                        "P3",
                        "EUR",
                        BigDecimal.TEN,
                        new TreeSet<>(Set.of(new ExceptionCode("CRD-101"))),
                        new TreeSet<>(Set.of(new RuleId("credit-limit-exceeded")))),
                Payload.of(request),
                Payload.of(answer));
    }

    /** Deletes a folder of files. */
    public static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Measured(long[] nanos, long finds) {}
}
