package dev.docket.service;

/** A decision that cannot be said in the form that was asked for; the message says why. It is recorded all the same. */
public final class UnanswerableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnanswerableException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
