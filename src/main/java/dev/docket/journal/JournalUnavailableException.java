package dev.docket.journal;

/** The journal is unavailable and nothing was written. The message says what to do. */
public class JournalUnavailableException extends RuntimeException {
    public JournalUnavailableException(String message) {
        super(message);
    }

    public JournalUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
