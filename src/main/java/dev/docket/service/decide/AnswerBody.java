package dev.docket.service.decide;

import dev.docket.bundle.active.Pin;
import dev.docket.json.AnswerPieces;
import java.io.ByteArrayOutputStream;

/** An answer on its way out: bytes, or an answer whose verdicts are written piece by piece as they are sent. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
public sealed interface AnswerBody extends AutoCloseable {
    /** All of it, in memory. To be called once, instead of everything else. */
    byte[] bytes();

    /** About how much memory it takes until it is closed, in bytes. */
    long heldBytes();

    /** To be called when it has been sent, or nobody wants it any more. Closing twice has no further effect. */
    @Override
    void close();

    /** It is all there. */
    record Whole(byte[] bytes) implements AnswerBody {
        @Override
        public long heldBytes() {
            return bytes.length;
        }

        @Override
        public void close() {}
    }

    /**
     * It is written while it is sent, and keeps the bundle that decided until then. One thread at a time asks for pieces; any
     * may close it.
     */
    final class Pieces implements AnswerBody {
        private static final byte[] NOTHING = {};

        private final AnswerPieces answer;
        private final Pin pin;
        private final long heldBytes;
        private boolean isBusy;
        private boolean isClosed;

        Pieces(AnswerPieces answer, Pin pin, long heldBytes) {
            this.answer = answer;
            this.pin = pin;
            this.heldBytes = heldBytes;
        }

        @Override
        public long heldBytes() {
            return heldBytes;
        }

        /** The next piece, of at most {@link AnswerPieces#PIECE_BYTES} bytes; none at the end, or once it is closed. */
        public byte[] next() {
            if (!begin()) {
                return NOTHING;
            }
            try {
                return answer.next();
            } finally {
                end();
            }
        }

        /** Whether there is no further piece. */
        public synchronized boolean isDone() {
            return isClosed || answer.isDone();
        }

        @Override
        public byte[] bytes() {
            ByteArrayOutputStream all = new ByteArrayOutputStream(AnswerPieces.PIECE_BYTES);
            while (!isDone()) {
                all.writeBytes(next());
            }
            close();
            return all.toByteArray();
        }

        // The bundle must not be freed under the thread that writes a piece with it: the last one lets go.
        @Override
        public synchronized void close() {
            isClosed = true;
            if (!isBusy) {
                pin.close();
            }
        }

        private synchronized boolean begin() {
            isBusy = !isClosed;
            return isBusy;
        }

        private synchronized void end() {
            isBusy = false;
            if (isClosed || answer.isDone()) {
                pin.close();
            }
        }
    }
}
