package dev.docket.spark;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.bundle.BundleFolder;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.fixture.RecordedOrders;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.Journal;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.rules.RuleFolder;
import dev.docket.sample.SampleOrders;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal of several days in which everything occurs that a report counts: two bundles in use, one of them with a model, one that is
 * gone and one that was damaged; records that are retired, masked, altered, or name an unknown snapshot; one that has all that a record can
 * say; and outcomes.
 */
public final class SampleJournal {
    /** After the last record. */
    public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static final Duration BETWEEN = Duration.ofMinutes(4);
    private static final int RETIRED = 30;
    private static final int DECIDED_AGAIN = 40;
    private static final int[] ORDERS = {300, 300, 30, 30};

    private final Path data;

    static {
        RuleFolder.use(new RulesInMemory());
    }

    private SampleJournal(Path data) {
        this.data = data;
    }

    /** Makes it, in a new folder. */
    public static SampleJournal in(Path folder) {
        try {
            SampleJournal journal = new SampleJournal(folder.resolve("data"));
            journal.decide(SmallRules.write(folder.resolve("first"), 30), Path.of("models"), 0);
            journal.decide(SmallRules.write(folder.resolve("second"), 45), null, 1);
            Set<String> known = journal.keptBundles();
            journal.decide(SmallRules.write(folder.resolve("gone"), 12), null, 2);
            Files.move(journal.newBundle(known), folder.resolve("elsewhere"));
            known = journal.keptBundles();
            journal.decide(SmallRules.write(folder.resolve("damaged"), 13), null, 3);
            SmallRules.setPastDueDays(journal.newBundle(known).resolve("rules"), 14);
            journal.addStrange();
            return journal;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The folder of the service. */
    public Path data() {
        return data;
    }

    /** All of it. */
    public JournalArchive archive() {
        return JournalArchive.of(new JournalStore.Sqlite(data));
    }

    /** Every decision, oldest first. */
    public List<Recorded<DecisionEntry>> decisions() {
        try (var journal = archive().openToRead();
                var all = journal.all(Filter.ALL, Direction.OLDEST_FIRST, Depth.WHOLE)) {
            return all.toList();
        }
    }

    private void decide(Path rules, @Nullable Path models, int number) {
        RecordedOrders.addRequests(
                new JournalStore.Sqlite(data),
                BundleFolder.of(rules, models),
                Stream.concat(
                        RecordedOrders.requests(
                                SampleOrders.generate(71 + number).limit(ORDERS[number])),
                        overdue(number).limit(ORDERS[number])),
                BETWEEN);
    }

    /** Orders whose fate depends on a parameter: of customers that owe for some days. */
    private static Stream<byte[]> overdue(int seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> String.format(
                        Locale.ROOT,
                        """
                        {"requestId":"r-%d","checkpoint":"ENTRY","asOf":"2026-03-02T09:30:00Z",
                         "order":{"orderId":"SO-%d","currency":"%s","createdAt":"2026-03-02T09:00:00Z","netAmount":%s,
                          "lines":[{"lineId":"1","itemId":"a","orderedQty":1,"unitPrice":1}]},
                         "warehouse":{"nodeId":"W-%d"},
                         "customer":{"customerId":"C-%d","segment":"%s","accountStatus":"%s",
                          "credit":{"limit":50000,"exposure":0,"overdueAmount":900,"oldestOverdueDays":%d}}}""",
                        random.nextLong(),
                        random.nextInt(1_000_000_000),
                        random.nextBoolean() ? "USD" : "EUR",
                        BigDecimal.valueOf(random.nextInt(1, 500_000), random.nextInt(4)),
                        random.nextInt(4),
                        random.nextInt(40),
                        random.nextBoolean() ? "A" : "C",
                        random.nextInt(5) == 0 ? "HOLD" : "ACTIVE",
                        random.nextInt(1, 60))
                .getBytes(StandardCharsets.UTF_8));
    }

    private Set<String> keptBundles() throws IOException {
        try (Stream<Path> kept = Files.list(data.resolve("bundles"))) {
            Set<String> names = new TreeSet<>();
            kept.filter(Files::isDirectory)
                    .forEach(one -> names.add(one.getFileName().toString()));
            return names;
        }
    }

    private Path newBundle(Set<String> known) throws IOException {
        Set<String> now = keptBundles();
        now.removeAll(known);
        return data.resolve("bundles").resolve(now.iterator().next());
    }

    private void addStrange() {
        List<DecisionEntry> entries = decisions().stream().map(Recorded::entry).toList();
        DecisionEntry first = entries.stream()
                .filter(entry -> entry.modelDigest().isPresent())
                .skip(2 * RETIRED)
                .findFirst()
                .orElseThrow();
        try (Journal journal = SqliteJournal.open(data)) {
            journal.append(altered(first, "masked", answer(first), Set.of("shipTo.name"), first.bundleDigest()))
                    .join();
            journal.append(altered(first, "unknown-bundle", answer(first), Set.of(), Digest.over()))
                    .join();
            journal.append(altered(
                            first,
                            "of-then",
                            answer(first).replaceFirst("\"queue\":\"[^\"]*\"", "\"queue\":\"OF_THEN\""),
                            Set.of(),
                            first.bundleDigest()))
                    .join();
            String named = "\"snapshot\":{\"digest\":\"";
            journal.append(altered(
                            first,
                            "unknown-snapshot",
                            answer(first)
                                    .replaceFirst(
                                            Pattern.quote(named) + "[^\"]*",
                                            Matcher.quoteReplacement(named + Digest.over())),
                            Set.of(),
                            first.bundleDigest()))
                    .join();
            journal.append(marked(first)).join();
            List<DecisionEntry> later = entries.stream()
                    .skip(2 * RETIRED)
                    .limit(DECIDED_AGAIN)
                    .map(entry -> later(entry, "again-" + entry.decisionId()))
                    .toList();
            later.forEach(entry -> journal.append(entry).join());
            addOutcomes(journal, Stream.concat(entries.stream(), later.stream()).toList());
            journal.retire(entries.get(RETIRED).at(), NOW, "anonymous");
        }
    }

    /** With everything that a record can say beside its order. */
    private static DecisionEntry marked(DecisionEntry entry) {
        return new DecisionEntry(
                new DecisionId("d-marked"),
                "r-marked",
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.at(),
                new Sender("eva", Optional.of(new Call("call-1", Optional.of("4bf92f3577b34da6a3ce929d0e0e4736")))),
                entry.facets(),
                entry.request(),
                entry.answer(),
                Collections.emptySortedSet(),
                true,
                Optional.of("change-1"),
                Optional.of(new CanaryArm("change-2", 3, CanaryArm.Part.CANDIDATE, "RELEASE", "HOLD", 120)),
                Optional.of(new MappedBy("x12-850", entry.bundleDigest())));
    }

    private static String answer(DecisionEntry entry) {
        return new String(((Payload.Kept) entry.answer()).bytes(), StandardCharsets.UTF_8);
    }

    private static DecisionEntry altered(
            DecisionEntry entry, String name, String answer, Set<String> masked, Digest bundle) {
        return altered(entry, name, answer, masked, bundle, entry.at());
    }

    /** An order that is decided once more, some days later. */
    private static DecisionEntry later(DecisionEntry entry, String name) {
        return altered(
                entry,
                name,
                answer(entry),
                Set.of(),
                entry.bundleDigest(),
                entry.at().plus(Duration.ofDays(5)));
    }

    private static DecisionEntry altered(
            DecisionEntry entry, String name, String answer, Set<String> masked, Digest bundle, Instant at) {
        return new DecisionEntry(
                new DecisionId("d-" + name),
                "r-" + name,
                entry.requestDigest(),
                bundle,
                entry.modelDigest(),
                at,
                entry.sender(),
                entry.facets(),
                entry.request(),
                Payload.of(answer.getBytes(StandardCharsets.UTF_8)),
                new TreeSet<>(masked),
                false);
    }

    /** Some decisions have one, some several, and some are of orders that were decided before. */
    private static void addOutcomes(Journal journal, List<DecisionEntry> entries) {
        Random random = new Random(7);
        List<String> documents = List.of(
                "{\"outcome\":\"RELEASED\"}",
                "{\"outcome\":\"RELEASED\",\"daysLate\":2}",
                "{\"outcome\":\"HELD\",\"reason\":\"credit\",\"decidedBy\":\"eva\",\"happenedAt\":\"2026-03-05T08:00:00Z\"}",
                "{\"outcome\":\"CANCELLED\",\"actualPriority\":\"P2\"}",
                "{\"outcome\":\"REJECTED\",\"fraud\":true}",
                "{\"outcome\":\"RELEASED\",\"daysLate\":-1,\"cost\":{\"amount\":12.50,\"currency\":\"USD\"}}");
        int n = 0;
        for (DecisionEntry entry : entries) {
            for (int i = random.nextInt(4); i > 1; i--) {
                String document = documents.get(random.nextInt(documents.size()));
                journal.append(new OutcomeEntry(
                                entry.decisionId(),
                                document.replaceFirst(".*?\"outcome\":\"([A-Z]+)\".*", "$1"),
                                entry.at().plus(Duration.ofDays(1)).plusSeconds(n++),
                                "eva",
                                Payload.of(document.getBytes(StandardCharsets.UTF_8))))
                        .join();
            }
        }
    }
}
