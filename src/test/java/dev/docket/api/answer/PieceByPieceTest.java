package dev.docket.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.FairPool;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.LongOrder;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.AnswerPieces;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AnswerBody;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the most lines that an order may have: an answer of 25 MB. */
@Timeout(120)
class PieceByPieceTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final RequestReader requests = new RequestReader(new RecordReader());
    private final DecideOrder decideOrder = new DecideOrder(
            () -> Pins.eternal(ShippedBundle.loaded()),
            new BreakableJournal(),
            new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, requests),
            () -> NOW,
            DecisionMeter.NONE);

    @Test
    void a_slow_reader_has_one_piece_made_for_it_at_a_time_and_gets_them_all() throws InterruptedException {
        Request order = request();
        SlowReader reader = read(order, Integer.MAX_VALUE);

        assertThat(reader.mostWaiting).isEqualTo(AnswerPieces.PIECE_BYTES);
        assertThat(reader.isComplete).isTrue();
        assertThat(reader.taken.size()).isGreaterThan(20_000_000);
        assertThat(reader.taken.toByteArray())
                .isEqualTo(decideOrder.dryRun(order, TraceLevel.FULL).bytes());
    }

    @Test
    void nothing_is_made_for_a_reader_that_is_gone() throws InterruptedException {
        SlowReader reader = read(request(), 3);

        assertThat(reader.taken.size()).isEqualTo(3 * AnswerPieces.PIECE_BYTES);
        assertThat(reader.isComplete).isFalse();
    }

    private SlowReader read(Request order, int pieces) throws InterruptedException {
        // Several threads: two pieces made at the same time would not be those of the answer.
        FairPool threads = new FairPool("test", 4, 1_000);
        AnswerBody.Pieces answer = (AnswerBody.Pieces) decideOrder.dryRun(order, TraceLevel.FULL);
        try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
            SlowReader reader = new SlowReader(loop, pieces);
            loop.execute(() -> new PieceByPiece(reader, Rest.of(answer), threads, "anybody", loop).send(answer.next()));
            reader.over.await();
            return reader;
        } finally {
            answer.close();
            threads.stop();
        }
    }

    private Request request() {
        return switch (requests.read(LongOrder.json(2_000))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** Takes a piece each time that it is asked whether it has taken it; leaves after some. */
    private static final class SlowReader implements Connection {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final CountDownLatch over = new CountDownLatch(1);
        private final Executor loop;
        private final int most;
        private int waiting;
        private int mostWaiting;
        private int pieces;
        private boolean isComplete;
        private byte @Nullable [] piece;

        private SlowReader(Executor loop, int most) {
            this.loop = loop;
            this.most = most;
        }

        @Override
        public void send(byte[] next) {
            waiting += next.length;
            mostWaiting = Math.max(mostWaiting, waiting);
            piece = next;
        }

        @Override
        public boolean isFull() {
            return true;
        }

        @Override
        public void whenTaken(Runnable next) {
            take();
            loop.execute(next);
            // As connections do: once more, while the next piece is being made.
            loop.execute(next);
        }

        private void take() {
            if (piece != null) {
                taken.writeBytes(piece);
                waiting -= piece.length;
                pieces++;
            }
        }

        @Override
        public boolean isGone() {
            if (pieces == most) {
                over.countDown();
            }
            return pieces == most;
        }

        @Override
        public void end() {
            take();
            isComplete = true;
            over.countDown();
        }

        @Override
        public void breakOff(Throwable because) {
            over.countDown();
        }
    }
}
