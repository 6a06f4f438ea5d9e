package dev.docket.service.outcome;

import dev.docket.access.Sender;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.KeptBundles;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.Journal;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.sample.PastOrder;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.proof.JournalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A service with the shipped model, whose clock is that of its orders, and which may renew what is usual. */
final class UsualOrders implements AutoCloseable {
    private final RequestReader reader = new RequestReader(new RecordReader());
    private final Map<String, DecisionId> decided = new HashMap<>();
    final Path data;
    final Journal journal;
    final ActiveBundle active;
    final SnapshotStore snapshots;
    final RenewSnapshot renewal;
    final ReproduceAnswer reproduce;
    private final DecideOrder decide;
    private final RecordOutcome outcomes;
    private Instant now = Instant.EPOCH;

    UsualOrders(Path data) {
        this(data, new JournalStore.Sqlite(data).open());
    }

    /** A second service of the same journal has a data folder of its own. */
    UsualOrders(Path data, Journal journal) {
        this.data = data;
        this.journal = journal;
        Path rules = SmallRules.write(data.resolveSibling(data.getFileName() + "-rules"), 30);
        BundleSource source = BundleSource.read(BundleFolder.of(rules, Path.of("models")));
        BundleStore bundles = new BundleStore(data.resolve("bundles"));
        bundles.keep(source.content());
        active = new ActiveBundle(SharedBundle.of(source.load()));
        snapshots = new SnapshotStore(List.of(SnapshotStore.in(data)));
        renewal = new RenewSnapshot(journal, active, snapshots, Duration.ofHours(1));
        KeptBundles kept = new KeptBundles(active, bundles, 2);
        reproduce = new ReproduceAnswer(kept::recall, new AsDecided(snapshots), reader);
        decide = new DecideOrder(active::pin, journal, reproduce, () -> now, DecisionMeter.NONE);
        outcomes = new RecordOutcome(journal, new RecordReader(), () -> now);
    }

    /** Decides each order when it was placed. @return the answers */
    List<String> decide(List<PastOrder> orders) {
        List<CompletableFuture<DecisionResult>> waiting = new ArrayList<>();
        for (PastOrder order : orders) {
            now = order.snapshot().now();
            waiting.add(decide.decide(request(order), TraceLevel.FIRED, Sender.named("test"))
                    .toCompletableFuture());
        }
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            DecisionResult.New made = (DecisionResult.New) waiting.get(i).join();
            decided.put(orders.get(i).snapshot().order().orderId(), made.decisionId());
            answers.add(new String(made.answer().bytes(), StandardCharsets.UTF_8));
        }
        return answers;
    }

    /** Reports at a time how orders ended. */
    void report(List<PastOrder> orders, Instant at) {
        now = at;
        for (PastOrder order : orders) {
            var outcome = Objects.requireNonNull(order.outcome());
            String feedback =
                    String.format(Locale.ROOT, "{\"outcome\":\"RELEASED\",\"daysLate\":%d}", outcome.daysLate());
            outcomes.record(id(order), feedback.getBytes(StandardCharsets.UTF_8), Sender.named("test"));
        }
    }

    DecisionId id(PastOrder order) {
        return Objects.requireNonNull(decided.get(order.snapshot().order().orderId()));
    }

    private Request request(PastOrder order) {
        return switch (reader.read(CanonicalJson.of(order.snapshot()))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    @Override
    public void close() {
        journal.close();
        active.close();
    }
}
