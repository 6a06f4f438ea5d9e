package dev.docket.service;

import dev.docket.journal.JournalUnavailableException;
import java.util.function.Supplier;

/** The journal is unavailable. The message says what to do. */
public final class StoreUnavailableException extends RuntimeException {
    private StoreUnavailableException(JournalUnavailableException cause) {
        super(cause.getMessage(), cause);
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
