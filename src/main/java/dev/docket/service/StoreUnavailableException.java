package dev.docket.service;

import dev.docket.journal.JournalUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The journal is unavailable. The message says what to do. */
public final class StoreUnavailableException extends RuntimeException {
    private final JournalUnavailableException cause;

    private StoreUnavailableException(JournalUnavailableException cause) {
        super(cause.getMessage(), cause);
        this.cause = cause;
    }

    /** The unavailable journal among the causes of a failure, if that is what it is, whatever read or wrote. */
    public static Optional<StoreUnavailableException> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailableException known) {
                return Optional.of(known);
            }
            if (cause instanceof JournalUnavailableException unavailable) {
                return Optional.of(new StoreUnavailableException(unavailable));
            }
        }
        return Optional.empty();
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
