package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** One batch: decides line by line and answers in the same order. */
final class Batch {
    /** Enough for the journal to write many records at once, little enough to hold in memory. */
    private static final int MOST_IN_FLIGHT = 64;

    /** Of the lines whose answers are not written yet: a full trace may be many times as long as its line. */
    private static final int MOST_BYTES_IN_FLIGHT = 1 << 20;

    private static final int FULL_TRACE_FACTOR = 16;

    /** Lines that are being decided, of all batches: the other processors are for callers who wait for one decision. */
    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final RequestReader reader;
    private final DecideOrder decideOrder;
    private final int lineBytes;
    private final TraceLevel level;
    private final Sender sender;
    private final Deque<Pending> inFlight = new ArrayDeque<>();
    private long bytesInFlight;

    /** An answer that is not written yet; the size counts the line that it is for. */
    private record Pending(CompletableFuture<byte[]> answer, long size) {}

    Batch(RequestReader reader, DecideOrder decideOrder, int lineBytes, TraceLevel level, Sender sender) {
        this.reader = reader;
        this.decideOrder = decideOrder;
        this.lineBytes = lineBytes;
        this.level = level;
        this.sender = sender;
    }

    /** Answers every line; fails only when the connection does. */
    void run(InputStream body, OutputStream answers) throws IOException {
        Lines lines = new Lines(body, lineBytes);
        for (Lines.Line line = lines.next(); !(line instanceof Lines.End); line = lines.next()) {
            Pending pending = new Pending(answer(line), size(line));
            inFlight.add(pending);
            bytesInFlight += pending.size();
            // A caller that waits for an answer before it sends the next line must get it.
            int most = lines.isWaiting() ? 0 : MOST_IN_FLIGHT;
            while (inFlight.size() > most || (bytesInFlight > MOST_BYTES_IN_FLIGHT && inFlight.size() > 1)) {
                writeNext(answers);
            }
            if (most == 0) {
                answers.flush();
            }
        }
        while (!inFlight.isEmpty()) {
            writeNext(answers);
        }
    }

    private void writeNext(OutputStream answers) throws IOException {
        Pending next = inFlight.remove();
        bytesInFlight -= next.size();
        answers.write(next.answer().join());
        answers.write('\n');
    }

    private long size(Lines.Line line) {
        long factor = level == TraceLevel.FULL ? FULL_TRACE_FACTOR : 1;
        return line instanceof Lines.Content content ? factor * content.bytes().length : 0;
    }

    private CompletableFuture<byte[]> answer(Lines.Line line) {
        return switch (line) {
            case Lines.Content content -> decide(content);
            case Lines.TooLong tooLong -> refused(tooLong.number(), Problems.tooLarge(lineBytes));
            case Lines.End end -> throw new IllegalStateException("the end has no answer");
        };
    }

    private CompletableFuture<byte[]> decide(Lines.Content line) {
        TURNS.acquireUninterruptibly();
        try {
            return switch (reader.read(line.bytes())) {
                case Reading.Invalid<Request> invalid ->
                    refused(line.number(), ProblemDetail.invalid(invalid.problems()));
                case Reading.Valid<Request> valid ->
                    decideOrder
                            .decide(valid.value(), level, sender)
                            .thenApply(outcome -> json(line.number(), outcome))
                            .exceptionally(defect -> error(line.number(), ErrorMapper.incident(unwrapped(defect))))
                            .toCompletableFuture();
            };
        } catch (RuntimeException defect) {
            // A defect that one order brings out must not take the other lines with it.
            return refused(line.number(), ErrorMapper.incident(defect));
        } finally {
            TURNS.release();
        }
    }

    private static byte[] json(long number, DecisionResult outcome) {
        return switch (outcome) {
            case DecisionResult.New decided -> decided.answer();
            case DecisionResult.Duplicate duplicate -> duplicate.answer();
            case DecisionResult.Conflict conflict -> error(number, Problems.conflict(conflict));
            case DecisionResult.Retired retired -> error(number, Problems.retired(retired.decisionId()));
            case DecisionResult.Unavailable unavailable -> error(number, Problems.unavailable(unavailable.because()));
        };
    }

    private static CompletableFuture<byte[]> refused(long number, ProblemDetail problem) {
        return CompletableFuture.completedFuture(error(number, problem));
    }

    private static byte[] error(long number, ProblemDetail problem) {
        return new JsonWriter(512)
                .beginObject()
                .field("line", number)
                .name("problem")
                .json(problem.json())
                .endObject()
                .bytes();
    }

    private static Throwable unwrapped(Throwable defect) {
        return defect instanceof CompletionException && defect.getCause() != null ? defect.getCause() : defect;
    }
}
