package dev.docket.service;

import dev.docket.journal.ReadLimit;
import java.time.Duration;
import java.util.function.Supplier;

/** What somebody waited for took too long to read, and was ended. */
public final class TooSlowException extends RuntimeException {
    /** So long a page of a search, or of the console, may read. A page says a little before that it takes too long. */
    public static final Duration LONGEST = Duration.ofSeconds(9);

    private TooSlowException(ReadLimit.ExceededException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * Reads what somebody waits for. Only what is read from the journal is ended.
     *
     * @throws TooSlowException if it takes longer than {@link #LONGEST}
     */
    public static <T> T reading(Supplier<T> read) {
        try {
            return ReadLimit.within(LONGEST, read);
        } catch (ReadLimit.ExceededException exceeded) {
            throw new TooSlowException(exceeded);
        }
    }
}
