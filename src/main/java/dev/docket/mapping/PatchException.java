package dev.docket.mapping;

/** A decision that a mapping of patches cannot say; the message names mapping and member. */
public final class PatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
