package dev.docket.bench;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.fixture.PostgresServer;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.Filter.Criterion;
import dev.docket.journal.Journal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.journal.verify.JournalVerifier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * How long a page of a search takes in a large journal while decisions go on being recorded, what the console's find takes for the same,
 * with counts and as HTML, and how fast the journal is verified.
 */
public final class SearchBench {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] CODES = {"CRD-101", "INV-401", "PRC-501", "CMP-601", "FRD-201", "SHP-701", "CUS-302"};
    private static final int IN_FLIGHT = 2_000;

    /** Of one decision in so many somebody reports what became of it. */
    private static final int REPORTED = 7;

    private SearchBench() {}

    /**
     * @param args how many records, bytes of each request and answer together, the folder whose disk to measure, and the store,
     *     {@code sqlite} or {@code postgres}; by default {@code 1000000 1024 target sqlite}
     */
    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 1024;
        Path disk = Path.of(args.length > 2 ? args[2] : "target");
        var folder = Files.createTempDirectory(disk, "search-bench");
        boolean isPostgres = args.length > 3 && args[3].equals("postgres");
        try (var server = isPostgres ? PostgresServer.startIn(disk) : null;
                var journal = server == null
                        ? SqliteJournal.open(folder)
                        : PostgresJournal.open(new PostgresSource(server.newDatabase(), "", ""), folder)) {
            long start = System.nanoTime();
            fill(journal, 0, records, bytes, new AtomicBoolean(true));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: %,d records of %,d bytes in %.0f s: %,.0f a second%n",
                    isPostgres ? "PostgreSQL" : "SQLite", records, bytes, seconds, records / seconds);
            var isGoingOn = new AtomicBoolean(true);
            var writer = CompletableFuture.runAsync(() -> fill(journal, records, Integer.MAX_VALUE, bytes, isGoingOn));
            System.out.println(
                    "one page of 50, newest first, while decisions are recorded     p50 ms    p99 ms    max ms");
            questions(records).forEach((name, question) -> row(journal, name, question));
            System.out.println(
                    "the console's find: counts, 25 rows, as HTML                   p50 ms    p99 ms    max ms");
            ConsoleSearches.of(journal, records).forEach(SearchBench::measured);
            isGoingOn.set(false);
            writer.join();
            verify(journal, folder);
        } finally {
            delete(folder);
        }
    }

    private static void verify(Journal journal, Path folder) {
        var checkpoints = new Checkpoints(journal, folder, Clock.systemUTC());
        checkpoints.sign();
        long start = System.nanoTime();
        var result = new JournalVerifier(journal, stream -> checkpoints.verifier()).verify(List.of(), done -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "verified %,d records in %.0f s: %,.0f a second, problems %s%n",
                result.records(), seconds, result.records() / seconds, result.problems());
    }

    private interface Question {
        Filter of(SplittableRandom random);
    }

    private static Map<String, Question> questions(int records) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put("newest", random -> Filter.ALL);
        questions.put("one order", random -> by(Criterion.ORDER_ID, "SO-" + random.nextInt(records / 3)));
        questions.put("one customer", random -> by(Criterion.CUSTOMER_ID, "C-" + random.nextInt(20_000)));
        questions.put("disposition REJECT (0.2 %)", random -> by(Criterion.DISPOSITION, "REJECT"));
        questions.put("an exception", random -> by(Criterion.CODE, CODES[random.nextInt(CODES.length)]));
        questions.put("a rule", random -> by(Criterion.RULE_ID, "rule-" + random.nextInt(78)));
        questions.put(
                "a customer's HOLDs",
                random -> new Filter(
                        Map.of(Criterion.CUSTOMER_ID, "C-" + random.nextInt(20_000), Criterion.DISPOSITION, "HOLD"),
                        Optional.empty(),
                        Optional.empty()));
        questions.put("an exception in one hour", random -> {
            var from = BEGIN.plusMillis(50L * random.nextInt(records));
            return new Filter(
                    Map.of(Criterion.CODE, CODES[random.nextInt(CODES.length)]),
                    Optional.of(from),
                    Optional.of(from.plusSeconds(3600)));
        });
        questions.put(
                "an exception of a customer (both are common)",
                random -> new Filter(
                        Map.of(Criterion.CODE, "INV-401", Criterion.CUSTOMER_ID, "C-" + random.nextInt(20_000)),
                        Optional.empty(),
                        Optional.empty()));
        return questions;
    }

    private static Filter by(Criterion criterion, String value) {
        return new Filter(Map.of(criterion, value), Optional.empty(), Optional.empty());
    }

    private static void row(Journal journal, String name, Question question) {
        measured(name, random -> {
            var filter = question.of(random);
            var page = journal.page(filter, Direction.NEWEST_FIRST, Depth.HEADERS, Optional.empty(), 50);
            if (page.size() == 50) {
                journal.page(filter, Direction.NEWEST_FIRST, Depth.HEADERS, Optional.of(Cursor.of(page.getLast())), 50);
            }
        });
    }

    /** 200 times, or as often as 20 seconds let it. */
    private static void measured(String name, Consumer<SplittableRandom> search) {
        var random = new SplittableRandom(7);
        var nanos = new long[200];
        int done = 0;
        long end = System.nanoTime() + 20_000_000_000L;
        while (done < nanos.length && System.nanoTime() < end) {
            long start = System.nanoTime();
            search.accept(random);
            nanos[done++] = System.nanoTime() - start;
        }
        var sorted = Arrays.copyOf(nanos, done);
        Arrays.sort(sorted);
        System.out.printf(
                "%-60s %8.2f %9.2f %9.2f%n",
                name, sorted[done / 2] / 1e6, sorted[done * 99 / 100] / 1e6, sorted[done - 1] / 1e6);
    }

    private static void fill(Journal journal, int from, int to, int bytes, AtomicBoolean isGoingOn) {
        var random = new SplittableRandom(from);
        var room = new Semaphore(IN_FLIGHT);
        for (int i = from; i < to && isGoingOn.get(); i++) {
            room.acquireUninterruptibly();
            var entry = entry(i, random, bytes);
            var ignored = journal.append(entry).whenComplete((done, failure) -> room.release());
            if (i % REPORTED == 0) {
                room.acquireUninterruptibly();
                report(journal, outcome(entry, random), room);
            }
            if (i > 0 && i % 500_000 == 0 && to < Integer.MAX_VALUE) {
                System.out.printf("  %,d records%n", i);
            }
        }
        room.acquireUninterruptibly(IN_FLIGHT);
    }

    private static void report(Journal journal, OutcomeEntry outcome, Semaphore room) {
        var ignored = journal.append(outcome).whenComplete((done, failure) -> room.release());
    }

    private static DecisionEntry entry(int i, SplittableRandom random, int bytes) {
        var codes = new TreeSet<ExceptionCode>();
        var rules = new TreeSet<RuleId>();
        for (int n = random.nextInt(3); n > 0; n--) {
            codes.add(new ExceptionCode(CODES[random.nextInt(CODES.length)]));
            rules.add(new RuleId("rule-" + random.nextInt(78)));
        }
        double roll = random.nextDouble();
        var disposition = roll < 0.002 ? "REJECT" : roll < 0.06 ? "HOLD" : roll < 0.2 ? "REVIEW" : "RELEASE";
        var payload = new byte[bytes / 2];
        random.nextBytes(payload);
        return new DecisionEntry(
                new DecisionId(String.format(Locale.ROOT, "d-%032x", random.nextLong()) + i),
                "R-" + i,
                RequestDigest.of(digest("request " + i)),
                digest("bundle " + i / 1_000_000),
                Optional.of(digest("model")),
                BEGIN.plusMillis(50L * i),
                "erp",
                new Facets(
                        "SO-" + i / 3,
                        "C-" + random.nextInt(20_000),
                        "WHOLESALE",
                        "BER",
                        "RELEASE",
                        disposition,
                        "P" + (1 + random.nextInt(4)),
                        "EUR",
                        BigDecimal.valueOf(random.nextInt(1_000_000), 2),
                        codes,
                        rules),
                Payload.of(payload),
                Payload.of(payload));
    }

    private static OutcomeEntry outcome(DecisionEntry entry, SplittableRandom random) {
        var done = random.nextInt(4) == 0 ? "RELEASED" : "HELD";
        return new OutcomeEntry(
                entry.decisionId(),
                done,
                entry.at(),
                "user:anna/4711",
                Payload.of(("{\"outcome\":\"" + done + "\",\"daysLate\":" + random.nextInt(3) + "}")
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private static Digest digest(String text) {
        return Digest.over(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void delete(Path folder) throws IOException {
        var files = new ArrayDeque<Path>();
        try (var all = Files.walk(folder)) {
            all.forEach(files::push);
        }
        for (var file : files) {
            Files.delete(file);
        }
    }
}
