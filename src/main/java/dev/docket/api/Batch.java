package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.service.Received;
import dev.docket.service.decide.AnswerBody;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** One batch: decides order by order and answers in the same order. */
final class Batch {
    /** Enough for the journal to write many records at once, little enough to hold in memory. */
    private static final int MOST_IN_FLIGHT = 64;

    /** Of the lines whose answers are not written yet: what a full trace is made of is many times as large as its line. */
    private static final int MOST_BYTES_IN_FLIGHT = 1 << 20;

    private static final int FULL_TRACE_FACTOR = 64;

    /** Lines that are being decided or explained, of all batches: the other processors are for callers who wait for one decision. */
    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final DecideOrder decideOrder;
    private final int lineBytes;
    private final TraceLevel level;
    private final Sender sender;
    private final Deque<Pending> inFlight = new ArrayDeque<>();
    private long bytesInFlight;

    /** An answer that is not written yet; the size counts the line that it is for. */
    private record Pending(CompletableFuture<AnswerBody> answer, long size) {}

    Batch(DecideOrder decideOrder, int lineBytes, TraceLevel level, Sender sender) {
        this.decideOrder = decideOrder;
        this.lineBytes = lineBytes;
        this.level = level;
        this.sender = sender;
    }

    /** Answers every line; fails only when the connection does. */
    void run(Incoming.LineReader reader, InputStream body, OutputStream answers) throws IOException {
        try {
            answer(reader, body, answers);
        } finally {
            closeTheRest();
        }
    }

    /** Answers every order of a document, and closes it. */
    void run(List<Reading<Received>> orders, OutputStream answers) throws IOException {
        try {
            long number = 0;
            for (Reading<Received> order : orders) {
                number++;
                long place = number;
                long size = order instanceof Reading.Valid<Received> valid
                        ? size(valid.value().request().content().length)
                        : 0;
                await(new Pending(inTurn(() -> decide(place, () -> order)), size), MOST_IN_FLIGHT, answers);
            }
            writeTheRest(answers);
        } finally {
            closeTheRest();
            orders.forEach(Batch::close);
        }
    }

    private static void close(Reading<Received> order) {
        if (order instanceof Reading.Valid<Received> valid) {
            valid.value().close();
        }
    }

    /** Closes the answers that nobody will get, also those that are still to come. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing has no result
    private void closeTheRest() {
        inFlight.forEach(pending -> pending.answer().thenAccept(AnswerBody::close));
    }

    private void answer(Incoming.LineReader reader, InputStream body, OutputStream answers) throws IOException {
        Lines lines = new Lines(body, lineBytes);
        for (Lines.Line line = lines.next(); !(line instanceof Lines.End); line = lines.next()) {
            Pending pending = new Pending(answer(reader, line), size(line));
            // A caller that waits for an answer before it sends the next line must get it.
            int most = lines.isWaiting() ? 0 : MOST_IN_FLIGHT;
            await(pending, most, answers);
            if (most == 0) {
                answers.flush();
            }
        }
        writeTheRest(answers);
    }

    private void await(Pending pending, int most, OutputStream answers) throws IOException {
        inFlight.add(pending);
        bytesInFlight += pending.size();
        while (inFlight.size() > most || (bytesInFlight > MOST_BYTES_IN_FLIGHT && inFlight.size() > 1)) {
            writeNext(answers);
        }
    }

    private void writeTheRest(OutputStream answers) throws IOException {
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
        return line instanceof Lines.Content content ? size(content.bytes().length) : 0;
    }

    private long size(int requestBytes) {
        return (level == TraceLevel.FULL ? (long) FULL_TRACE_FACTOR : 1) * requestBytes;
    }

    private CompletableFuture<AnswerBody> answer(Incoming.LineReader reader, Lines.Line line) {
        return switch (line) {
            case Lines.Content content -> inTurn(() -> decide(content.number(), () -> reader.read(content.bytes())));
            case Lines.TooLong tooLong -> refused(tooLong.number(), Problems.tooLarge(lineBytes));
            case Lines.End end -> throw new IllegalStateException("the end has no answer");
        };
    }

    private CompletableFuture<AnswerBody> decide(long number, Supplier<Reading<Received>> read) {
        try {
            return switch (read.get()) {
                case Reading.Invalid<Received> invalid -> refused(number, ProblemDetail.invalid(invalid.problems()));
                case Reading.Valid<Received> valid -> decide(number, valid.value());
            };
        } catch (RefusedException gone) {
            return refused(number, gone.problem());
        } catch (RuntimeException defect) {
            // A defect that one order brings out must not take the others with it.
            return refused(number, ErrorMapper.incident(defect));
        }
    }

    private CompletableFuture<AnswerBody> decide(long number, Received order) {
        try (order) {
            return decideOrder
                    .decide(order, level, sender)
                    .thenApply(outcome -> answer(number, DecisionLog.note(sender, outcome)))
                    .exceptionally(defect -> error(number, ErrorMapper.incident(unwrapped(defect))))
                    .toCompletableFuture();
        }
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
