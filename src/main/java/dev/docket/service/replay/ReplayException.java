package dev.docket.service.replay;

/** A replay cannot start or continue. The message says what to do. */
public final class ReplayException extends RuntimeException {
    public ReplayException(String message, Throwable cause) {
        super(message, cause);
    }

    public ReplayException(String message) {
        super(message);
    }
}
