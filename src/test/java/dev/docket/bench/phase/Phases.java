package dev.docket.bench.phase;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bench.JournalBench;
import dev.docket.decision.Decision;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.Appended;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.AnswerWriter;
import dev.docket.json.CanonicalJson;
import dev.docket.json.Heading;
import dev.docket.json.read.RecordReader;
import dev.docket.measure.Rounds;
import dev.docket.measure.Turns;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The phases of decisions at one level of trace. */
final class Phases {
    /** What everything is measured beside: a library that Docket's changes leave alone. */
    static final String YARDSTICK = "Jackson";

    static final String WHOLE = "whole";
    private static final List<String> PARTS =
            List.of("parse", "validate", "digest", "rules", "model", "arbitrate", "write", "hash", "record");
    static final List<String> ALL =
            Stream.concat(PARTS.stream(), Stream.of(WHOLE)).toList();

    private static final int TOGETHER = 64;
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private final Prepared prepared;
    private final TraceLevel level;
    private final RecordReader reader = new RecordReader();
    /** What is recorded, whatever the caller wants to see. */
    private final List<byte[]> recorded;

    private final SplittableRandom random = new SplittableRandom(1);

    Phases(Prepared prepared, TraceLevel level) {
        this.prepared = prepared;
        this.level = level;
        this.recorded = prepared.orders().stream()
                .map(order -> answer(order, prepared.decider().decide(order, TraceLevel.FIRED)))
                .toList();
    }

    Rounds measured(int rounds) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "phases");
        try (Journal journal = SqliteJournal.open(folder)) {
            Rounds measured = steps(journal).measured(rounds);
            return measured.less("validate", "read", "parse")
                    .less("arbitrate", "decide", "rules", "model")
                    .less("write", "decide and write", "decide")
                    .less("record", "record with its entry", "entry")
                    .sum(WHOLE, PARTS);
        } finally {
            JournalBench.delete(folder);
        }
    }

    private Turns steps(Journal journal) {
        return new Turns()
                .step(YARDSTICK, i -> tree(request(i)))
                .step("parse", i -> reader.jsonAgain(OrderSnapshot.class, request(i)))
                .step("read", i -> reader.json(OrderSnapshot.class, request(i)))
                .step("digest", i -> CanonicalJson.digest(order(i)))
                .step("rules", this::rules)
                .step("model", i -> prepared.classifier()
                        .assess(order(i), prepared.stakes().get(at(i))))
                .step("decide", i -> prepared.decider().decide(order(i), level))
                // Of a new decision: one that was written before has its words already.
                .step(
                        "decide and write",
                        i -> answer(order(i), prepared.decider().decide(order(i), level)))
                .step("hash", i -> List.of(Payload.of(request(i)), Payload.of(recorded.get(at(i)))))
                .stepOfProcess("entry", TOGETHER, i -> entries())
                .stepOfProcess("record with its entry", TOGETHER, i -> record(journal));
    }

    private Object rules(int turn) {
        return prepared.rules()
                .evaluate(order(turn), level)
                .and(prepared.rules()
                        .evaluateAcross(order(turn), prepared.standing().get(at(turn)), level));
    }

    private byte[] answer(OrderSnapshot order, Decision decision) {
        return AnswerWriter.write(
                new Heading(new DecisionId("decision"), order.requestId(), order.now(), order.now(), prepared.bundle()),
                decision);
    }

    /** As large as a request and its answer usually are. */
    private List<DecisionEntry> entries() {
        int bytes = (total(prepared.requests()) + total(recorded)) / prepared.size();
        return Stream.generate(() -> JournalBench.entry(random, bytes))
                .limit(TOGETHER)
                .toList();
    }

    private List<Appended> record(Journal journal) {
        List<CompletableFuture<Appended>> appending = entries().stream()
                .map(entry -> journal.append(entry).toCompletableFuture())
                .toList();
        return appending.stream().map(CompletableFuture::join).toList();
    }

    private static int total(List<byte[]> documents) {
        return documents.stream().mapToInt(document -> document.length).sum();
    }

    private static Object tree(byte[] request) {
        try {
            return JACKSON.readTree(request);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] request(int turn) {
        return prepared.requests().get(at(turn));
    }

    private OrderSnapshot order(int turn) {
        return prepared.orders().get(at(turn));
    }

    private int at(int turn) {
        return turn % prepared.size();
    }
}
