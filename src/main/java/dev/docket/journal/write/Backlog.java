package dev.docket.journal.write;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue in front of the writer. Never blocks a caller: a full queue means the disk is too slow for the load,
 * and then the caller must know at once, because {@link Journal#append} may run on a thread that must not block.
 */
public final class Backlog {
    // About a tenth of a second of work, so that even a full queue is answered in time.
    static final int MAX_WAITING = 4096;
    static final long MAX_WAITING_BYTES = 64L << 20;

    // Beyond a few hundred records, the flush no longer dominates; larger batches only delay answers.
    public static final int MAX_BATCH = 256;
    static final long MAX_BATCH_BYTES = 8L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;
    // What the writer took last, until it comes back for more.
    private int taken;
    private long takenSince;

    private record Waiting(Pending pending, long since) {}

    /** How many wait, also those being written, and how long the oldest has been waiting. */
    record Depth(int waiting, Duration lag) {}

    /** @throws JournalUnavailableException if the queue is full or closed */
    void add(Pending pending) {
        lock.lock();
        try {
            refuseIfClosed();
            refuseIfFull(pending);
            waiting.add(new Waiting(pending, System.nanoTime()));
            waitingBytes += pending.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work and takes one batch; empty once the queue is closed and drained. */
    List<Pending> take() {
        lock.lock();
        try {
            taken = 0;
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    Depth depth() {
        lock.lock();
        try {
            if (taken == 0 && waiting.isEmpty()) {
                return new Depth(0, Duration.ZERO);
            }
            long oldest = taken > 0 ? takenSince : waiting.element().since();
            return new Depth(taken + waiting.size(), Duration.ofNanos(System.nanoTime() - oldest));
        } finally {
            lock.unlock();
        }
    }

    /** Closes the queue to new work. */
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
        takenSince = waiting.isEmpty() ? 0 : waiting.element().since();
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES) {
            var next = waiting.remove().pending();
            bytes += next.bytes();
            batch.add(next);
        }
        waitingBytes -= bytes;
        taken = batch.size();
        return batch;
    }

    private void refuseIfClosed() {
        if (closed) {
            throw JournalUnavailableException.busy(
                    "The journal is closed.\nSend the request again once the service has started.");
        }
    }

    // A single entry is always taken, whatever its size.
    private void refuseIfFull(Pending pending) {
        if (waiting.size() >= MAX_WAITING
                || (!waiting.isEmpty() && waitingBytes + pending.bytes() > MAX_WAITING_BYTES)) {
            throw JournalUnavailableException.busy(String.format(Locale.ROOT, """
                    The journal's queue is full with %d records (%d bytes): its disk is too slow for the load.
                    Send the request again in a moment. If this persists, use a faster disk or another service.""", waiting.size(), waitingBytes));
        }
    }
}
