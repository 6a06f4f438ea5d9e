package dev.docket.service;

import dev.docket.journal.JournalUnavailableException;
import java.util.function.Supplier;

/** The journal is unavailable. The message says what to do. */
public final class StoreUnavailableException extends RuntimeException {
    private final JournalUnavailableException cause;

    private StoreUnavailableException(JournalUnavailableException cause) {
        super(cause.getMessage(), cause);
        this.cause = cause;
    }

    /** What may leave the process; the message itself is for the command line. */
    public String toCaller() {
        return cause.toCaller();
    }

    /** The same with the driver's code, for the log. */
    public String toLog() {
        return cause.toLog();
    }

    /** Runs a read. @throws StoreUnavailableException if the journal is unavailable */
    public static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (JournalUnavailableException unavailable) {
            throw new StoreUnavailableException(unavailable);
        }
    }
}
