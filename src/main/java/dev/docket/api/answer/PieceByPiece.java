package dev.docket.api.answer;

import dev.docket.api.load.FairPool;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer. The next piece is made only when its reader has taken most of what was sent before, by a thread that does not
 * wait for that: a slow reader costs two pieces of memory, and no thread.
 */
final class PieceByPiece {
    private final Connection reader;
    private final Rest answer;
    private final FairPool threads;
    private final String caller;
    private final Executor loop;
    // On the event loop only.
    private boolean isWaiting;

    /**
     * Begins nothing yet.
     *
     * @param threads make the pieces
     * @param caller whose turn it is then
     * @param loop the reader's event loop
     */
    PieceByPiece(Connection reader, Rest answer, FairPool threads, String caller, Executor loop) {
        this.reader = reader;
        this.answer = answer;
        this.threads = threads;
        this.caller = caller;
        this.loop = loop;
    }

    /** Sends a piece and what comes after it. To be called on the event loop. */
    void send(byte[] piece) {
        if (reader.isGone()) {
            return;
        }
        if (piece.length > 0) {
            reader.send(piece);
        }
        if (answer.isDone()) {
            reader.end();
        } else if (reader.isFull()) {
            isWaiting = true;
            reader.whenTaken(this::taken);
        } else {
            sendNext();
        }
    }

    // A connection calls this for later pieces too, also while one is being made: two at a time would garble the
    // answer.
    private void taken() {
        if (isWaiting) {
            isWaiting = false;
            sendNext();
        }
    }

    private void sendNext() {
        CompletionStage<byte[]> next = threads.goOn(caller, answer::next);
        next.whenComplete((piece, failure) -> loop.execute(() -> made(piece, failure)));
    }

    private void made(byte @Nullable [] piece, @Nullable Throwable failure) {
        if (failure != null) {
            reader.breakOff(failure);
        } else if (piece != null) {
            send(piece);
        }
    }
}
