package dev.docket.journal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** How long somebody waits for what a thread reads. A store ends what takes longer; without a limit it reads to the end. */
public final class ReadLimit {
    private static final ThreadLocal<Long> END = new ThreadLocal<>();

    private ReadLimit() {}

    /** What was read took longer than somebody waits for it. The store works, and nothing was written. */
    public static final class ExceededException extends RuntimeException {
        public ExceededException() {
            super("It took longer to read than anybody waits for it.");
        }
    }

    /**
     * Reads, however many queries that takes, and ends in time.
     *
     * @throws ExceededException if it took longer
     */
    public static <T> T within(Duration longest, Supplier<T> read) {
        Long outer = END.get();
        long end = System.nanoTime() + longest.toNanos();
        // What is part of something else has no more time than that.
        END.set(outer == null || end - outer < 0 ? end : outer);
        try {
            return read.get();
        } finally {
            if (outer == null) {
                END.remove();
            } else {
                END.set(outer);
            }
        }
    }

    /**
     * How long this thread may still read; nothing if it may as long as it takes.
     *
     * @throws ExceededException if it may not any more
     */
    public static Optional<Duration> left() {
        Long end = END.get();
        if (end == null) {
            return Optional.empty();
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new ExceededException();
        }
        return Optional.of(Duration.ofNanos(left));
    }
}
