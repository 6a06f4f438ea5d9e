package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.decide.AnswerBody;
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
import java.util.function.Supplier;

/** One batch: decides line by line and answers in the same order. */
final class Batch {
    /** Enough for the journal to write many records at once, little enough to hold in memory. */
    private static final int MOST_IN_FLIGHT = 64;

    /** Of the lines whose answers are not written yet: what a full trace is made of is many times as large as its line. */
    private static final int MOST_BYTES_IN_FLIGHT = 1 << 20;

    private static final int FULL_TRACE_FACTOR = 64;

    /** Lines that are being decided or explained, of all batches: the other processors are for callers who wait for one decision. */
    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final Incoming.Kind reader;
    private final DecideOrder decideOrder;
    private final int lineBytes;
    private final TraceLevel level;
    private final Sender sender;
    private final Deque<Pending> inFlight = new ArrayDeque<>();
    private long bytesInFlight;

    /** An answer that is not written yet; the size counts the line that it is for. */
    private record Pending(CompletableFuture<AnswerBody> answer, long size) {}

    Batch(Incoming.Kind reader, DecideOrder decideOrder, int lineBytes, TraceLevel level, Sender sender) {
        this.reader = reader;
        this.decideOrder = decideOrder;
        this.lineBytes = lineBytes;
        this.level = level;
        this.sender = sender;
    }

    /** Answers every line; fails only when the connection does. */
    void run(InputStream body, OutputStream answers) throws IOException {
        try {
            answer(body, answers);
        } finally {
            closeTheRest();
        }
    }

    /** Closes the answers that nobody will get, also those that are still to come. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing has no result
    private void closeTheRest() {
        inFlight.forEach(pending -> pending.answer().thenAccept(AnswerBody::close));
    }

    private void answer(InputStream body, OutputStream answers) throws IOException {
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
        try (AnswerBody answer = next.answer().join()) {
            switch (answer) {
                case AnswerBody.Whole whole -> answers.write(whole.bytes());
                case AnswerBody.Pieces pieces -> write(pieces, answers);
            }
        }
        answers.write('\n');
    }

    // The next piece is made when the caller has taken the one before: nobody explains what nobody reads.
    private static void write(AnswerBody.Pieces pieces, OutputStream answers) throws IOException {
        while (!pieces.isDone()) {
            answers.write(inTurn(pieces::next));
        }
    }

    private static <T> T inTurn(Supplier<T> work) {
        TURNS.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            TURNS.release();
        }
    }

    private long size(Lines.Line line) {
        long factor = level == TraceLevel.FULL ? FULL_TRACE_FACTOR : 1;
        return line instanceof Lines.Content content ? factor * content.bytes().length : 0;
    }

    private CompletableFuture<AnswerBody> answer(Lines.Line line) {
        return switch (line) {
            case Lines.Content content -> decide(content);
            case Lines.TooLong tooLong -> refused(tooLong.number(), Problems.tooLarge(lineBytes));
            case Lines.End end -> throw new IllegalStateException("the end has no answer");
        };
    }

    private CompletableFuture<AnswerBody> decide(Lines.Content line) {
        return inTurn(() -> {
            try {
                return switch (reader.read(line.bytes())) {
                    case Reading.Invalid<Request> invalid ->
                        refused(line.number(), ProblemDetail.invalid(invalid.problems()));
                    case Reading.Valid<Request> valid ->
                        decideOrder
                                .decide(valid.value(), level, sender)
                                .thenApply(outcome -> answer(line.number(), DecisionLog.note(sender, outcome)))
                                .exceptionally(defect -> error(line.number(), ErrorMapper.incident(unwrapped(defect))))
                                .toCompletableFuture();
                };
            } catch (RuntimeException defect) {
                // A defect that one order brings out must not take the other lines with it.
                return refused(line.number(), ErrorMapper.incident(defect));
            }
        });
    }

    private static AnswerBody answer(long number, DecisionResult outcome) {
        return switch (outcome) {
            case DecisionResult.New decided -> decided.answer();
            case DecisionResult.Duplicate duplicate -> duplicate.answer();
            case DecisionResult.Conflict conflict -> error(number, Problems.conflict(conflict));
            case DecisionResult.Retired retired -> error(number, Problems.retired(retired.decisionId()));
            case DecisionResult.Unavailable unavailable -> error(number, Problems.unavailable(unavailable.because()));
        };
    }

    private static CompletableFuture<AnswerBody> refused(long number, ProblemDetail problem) {
        return CompletableFuture.completedFuture(error(number, problem));
    }

    private static AnswerBody error(long number, ProblemDetail problem) {
        return new AnswerBody.Whole(new JsonWriter(512)
                .beginObject()
                .field("line", number)
                .name("problem")
                .json(problem.json())
                .endObject()
                .bytes());
    }

    private static Throwable unwrapped(Throwable defect) {
        return defect instanceof CompletionException && defect.getCause() != null ? defect.getCause() : defect;
    }
}
