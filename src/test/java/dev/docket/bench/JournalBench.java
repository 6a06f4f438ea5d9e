package dev.docket.bench;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.fixture.PostgresServer;
import dev.docket.journal.Journal;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
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

/**
 * Durable records per second, how long one takes while each of many writers waits for its record, and what it takes of the processor.
 */
public final class JournalBench {
    private static final int WRITERS = 64;
    private static final Instant DECIDED_AT = Instant.parse("2026-01-01T00:00:00Z");

    private JournalBench() {}

    /**
     * @param args rounds, seconds of each round, bytes of each record, the folder whose disk to measure, the store, {@code sqlite} or
     *     {@code postgres}, and how many write; by default {@code 5 4 8192 target sqlite 64}. All rounds write to one journal, so that
     *     later rows show a larger one
     */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var each = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 4);
        int bytes = args.length > 2 ? Integer.parseInt(args[2]) : 8 << 10;
        var disk = Path.of(args.length > 3 ? args[3] : "target");
        boolean isPostgres = args.length > 4 && args[4].equals("postgres");
        int writers = args.length > 5 ? Integer.parseInt(args[5]) : WRITERS;
        var folder = Files.createTempDirectory(disk, "journal-bench");
        System.out.printf(
                "%s: %d writers, records of %d bytes, in %s%n",
                isPostgres ? "PostgreSQL" : "SQLite", writers, bytes, folder);
        try (var server = isPostgres ? PostgresServer.startIn(disk) : null;
                var journal = server == null
                        ? SqliteJournal.open(folder)
                        : PostgresJournal.open(new PostgresSource(server.newDatabase(), "", ""), folder)) {
            var database = isPostgres ? JournalCost.children() : JournalCost.none();
            run(journal, bytes, Duration.ofSeconds(2), writers, database); // warm-up
            System.out.println("                                                                                  "
                    + "processor µs per record");
            System.out.println("records in journal   records/s   in a batch   p50 ms   p99 ms   p99.9 ms   max ms   "
                    + "writer      all   server");
            for (int round = 0; round < rounds; round++) {
                long before = journal.count();
                row(System.out, before, each, run(journal, bytes, each, writers, database));
            }
            System.out.println("""
                    writer: the thread that writes, and the one that folds SQLite's log. all: the whole process without the threads
                    that make records, look each up before and wait. server: the processes of the database.""");
        } finally {
            delete(folder);
        }
    }

    private static void row(PrintStream out, long before, Duration each, Measured measured) {
        long[] sorted = measured.nanos();
        out.printf(
                Locale.ROOT,
                "%18d %11.0f %12.1f %8.1f %8.1f %10.1f %8.1f %8.1f %8.1f %8.1f%n",
                before,
                sorted.length / (double) each.toSeconds(),
                sorted.length / (double) measured.batches(),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1),
                measured.micros(measured.cost().writer()),
                measured.micros(measured.cost().process() - measured.callers()),
                measured.micros(measured.cost().server()));
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[(int) ((sorted.length - 1) * quantile)] / 1e6;
    }

    // Each record is looked up before it is written, as the service does for each request.
    private static Measured run(
            Journal journal, int bytes, Duration duration, int writers, JournalCost.DatabaseProcesses database) {
        long end = System.nanoTime() + duration.toNanos();
        var callers = new LongAdder();
        long batches = journal.load().batches();
        var before = JournalCost.now(database);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var all = IntStream.range(0, writers)
                    .mapToObj(writer ->
                            CompletableFuture.supplyAsync(() -> write(journal, bytes, end, callers, writer), threads))
                    .toList();
            var nanos = all.stream().flatMapToLong(writer -> Arrays.stream(writer.join()));
            return new Measured(
                    nanos.sorted().toArray(),
                    journal.load().batches() - batches,
                    JournalCost.now(database).since(before),
                    callers.sum());
        }
    }

    private static long[] write(Journal journal, int bytes, long end, LongAdder callers, int writer) {
        var random = new SplittableRandom(writer);
        var nanos = LongStream.builder();
        long began = JournalCost.ofThisThread();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            var entry = entry(random, bytes);
            if (journal.findByRequestId(entry.requestId()).isPresent()) {
                throw new IllegalStateException("a new request was recorded before");
            }
            long accepted = System.nanoTime();
            journal.append(entry).join();
            nanos.add(System.nanoTime() - accepted);
        }
        callers.add(JournalCost.ofThisThread() - began);
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

    /**
     * @param nanos how long each record took, sorted
     * @param callers what the threads that make records and wait for them took of the processor, nanoseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Measured(long[] nanos, long batches, JournalCost cost, long callers) {
        double micros(long cpuNanos) {
            return cpuNanos / 1e3 / nanos.length;
        }
    }
}
