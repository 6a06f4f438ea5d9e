package dev.docket.service.privacy;

/** What is to be masked, or the key to do it with, is not configured as it must be; the message says what to do. */
public final class MaskingException extends RuntimeException {
    public MaskingException(String message) {
        super(message);
    }
}
