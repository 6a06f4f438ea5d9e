package dev.docket.api.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Compresses an answer while it is sent. One thread at a time asks for pieces; any may close it. */
final class CompressedRest implements Rest, AutoCloseable {
    private final Rest plain;
    private final Coder coding;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private @Nullable OutputStream coder;
    private boolean isBusy;
    private boolean isOver;

    CompressedRest(Rest plain, Coder coding) {
        this.plain = plain;
        this.coding = coding;
    }

    /** What becomes of the next piece; empty while the coder keeps it, and once it is closed. */
    @Override
    public byte[] next() {
        if (!begin()) {
            return new byte[0];
        }
        try {
            OutputStream into = coder == null ? coding.over(made) : coder;
            coder = into;
            into.write(plain.next());
            if (plain.isDone()) {
                into.close();
                isOver = true;
            }
            byte[] piece = made.toByteArray();
            made.reset();
            return piece;
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be compressed", e);
        } finally {
            end();
        }
    }

    @Override
    public synchronized boolean isDone() {
        return isOver;
    }

    /** Frees the coder's memory, or has the thread that uses it do so. */
    @Override
    public synchronized void close() {
        isOver = true;
        if (!isBusy) {
            free();
        }
    }

    private synchronized boolean begin() {
        isBusy = !isOver;
        return isBusy;
    }

    private synchronized void end() {
        isBusy = false;
        if (isOver) {
            free();
        }
    }

    @SuppressWarnings("EmptyCatch") // nobody gets what it would have written
    private void free() {
        if (coder != null) {
            try {
                coder.close();
            } catch (IOException ignored) {
            }
        }
    }
}
