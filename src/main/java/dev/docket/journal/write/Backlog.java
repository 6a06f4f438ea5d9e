package dev.docket.journal.write;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The line in front of the writer. It never makes a caller wait: a full line means the disk is slower than the demand,
 * and then the caller must hear it at once, because {@link Journal#append} may be called on a thread that must not block.
 */
public final class Backlog {
    // About a tenth of a second of work, so that a full line is still answered in time.
    static final int MAX_WAITING = 4096;
    static final long MAX_WAITING_BYTES = 64L << 20;

    // Beyond some hundred records the flush is no longer what a record costs; larger batches only answer later.
    public static final int MAX_BATCH = 256;
    static final long MAX_BATCH_BYTES = 8L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    /** @throws JournalUnavailableException if the line is full or closed */
    void add(Pending pending) {
        lock.lock();
        try {
            refuseIfClosed();
            refuseIfFull(pending);
            waiting.add(pending);
            waitingBytes += pending.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work and takes what may go in one batch; empty once the line is closed and everything was taken. */
    List<Pending> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing can be added any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> batch() {
        var batch = new ArrayList<Pending>();
        long bytes = 0;
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES) {
            var next = waiting.remove();
            bytes += next.bytes();
            batch.add(next);
        }
        waitingBytes -= bytes;
        return batch;
    }

    private void refuseIfClosed() {
        if (closed) {
            throw JournalUnavailableException.busy("The journal is closed.\nSend it again once docket has started.");
        }
    }

    // One entry alone is always taken, whatever its size.
    private void refuseIfFull(Pending pending) {
        if (waiting.size() >= MAX_WAITING
                || (!waiting.isEmpty() && waitingBytes + pending.bytes() > MAX_WAITING_BYTES)) {
            throw JournalUnavailableException.busy(String.format(Locale.ROOT, """
                    The journal has %d records (%d bytes) waiting, as many as it takes: its disk is slower than the demand.
                    Send it again in a moment; if it stays, use a faster disk or another docket.""", waiting.size(), waitingBytes));
        }
    }
}
