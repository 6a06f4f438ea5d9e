package dev.docket.offline;

import dev.docket.access.Sender;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.bundle.signature.SignatureCheck;
import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.bundle.signature.VerifyPolicy;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.Journal;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.bundle.Activation;
import dev.docket.service.bundle.PrepareBundle;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A service with a journal, models and a few rules of its own, in this process; what it does over HTTP it does here by calls. */
final class Deployment implements AutoCloseable {
    private final InstantSource clock = Clock.systemUTC();
    private final RequestReader reader = new RequestReader(new RecordReader());
    private final Map<String, DecisionId> decided = new HashMap<>();
    private final Path models;
    private final Journal journal;
    private final ActiveBundle active;
    private final ActivateBundle activation;
    private final DecideOrder decide;
    private final RecordOutcome outcomes;

    private Deployment(Path folder, Path rules, JournalStore store) {
        models = folder.resolve("models");
        BundleFolder source = BundleFolder.of(rules, models);
        PrepareBundle preparation = new PrepareBundle(
                new SignatureCheck(VerifyPolicy.OFF, TrustedKeys.NONE),
                new BundleStore(store.dataDir().resolve("bundles")));
        journal = store.open();
        active = new ActiveBundle(SharedBundle.of(preparation
                .first(source, BundleContent.read(source), clock.instant())
                .loaded()));
        activation = new ActivateBundle(() -> source, preparation, active, Optional.empty(), clock, activation -> {});
        decide = new DecideOrder(
                active::pin,
                journal,
                new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                clock,
                DecisionMeter.NONE);
        outcomes = new RecordOutcome(journal, new RecordReader(), clock);
    }

    /** With the shipped model, and the few rules that compile in no time. */
    static Deployment in(Path folder, JournalStore store) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        for (String name : List.of("taxonomy.yaml", "actions.yaml", "bundle.yaml", "parameters.yaml", "fraud.drl")) {
            Files.copy(Path.of("rules", name), rules.resolve(name));
        }
        Path priority = Files.createDirectories(folder.resolve("models/priority"));
        String shipped = Files.readString(Path.of("models/priority/current")).strip();
        Files.createDirectories(priority.resolve(shipped));
        try (var files = Files.list(Path.of("models/priority", shipped))) {
            for (Path file : files.toList()) {
                Files.copy(file, priority.resolve(shipped).resolve(file.getFileName()));
            }
        }
        Files.writeString(priority.resolve("current"), shipped + "\n");
        return new Deployment(folder, rules, store);
    }

    Path models() {
        return models.resolve("priority");
    }

    /** Decides orders, one after another in the journal. @return the answers */
    List<String> decide(List<PastOrder> orders) {
        List<CompletableFuture<DecisionResult>> waiting = orders.stream()
                .map(order -> decide.decide(request(order), TraceLevel.NONE, Sender.named("test"))
                        .toCompletableFuture())
                .toList();
        return IntStream.range(0, orders.size())
                .mapToObj(i -> answer(orders.get(i), waiting.get(i).join()))
                .toList();
    }

    private Request request(PastOrder order) {
        return switch (reader.read(CanonicalJson.of(order.snapshot()))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private String answer(PastOrder order, DecisionResult result) {
        if (!(result instanceof DecisionResult.New decision)) {
            throw new AssertionError(result);
        }
        decided.put(order.snapshot().order().orderId(), decision.decisionId());
        return new String(decision.answer().bytes(), StandardCharsets.UTF_8);
    }

    /** Reports how orders ended. */
    void report(List<PastOrder> orders) {
        for (PastOrder order : orders) {
            report(order, order.outcome());
        }
    }

    private void report(PastOrder order, @Nullable Outcome outcome) {
        DecisionId id = decided.get(order.snapshot().order().orderId());
        if (outcome == null || id == null) {
            throw new AssertionError(order);
        }
        String feedback = String.format(
                Locale.ROOT,
                "{\"outcome\":\"%s\",\"daysLate\":%d,\"fraud\":%b}",
                outcome.cancelled() ? "CANCELLED" : "RELEASED",
                outcome.daysLate(),
                outcome.fraud());
        RecordOutcome.Result result =
                outcomes.record(id, feedback.getBytes(StandardCharsets.UTF_8), Sender.named("test"));
        if (!(result instanceof RecordOutcome.Result.Recorded)) {
            throw new AssertionError(result);
        }
    }

    /** Activates what the folders hold, as {@code POST /v1/bundle/activate} does. */
    Activation activate() {
        return activation.activate();
    }

    @Override
    public void close() {
        journal.close();
        active.close();
    }
}
