package dev.docket.service.privacy;

/** Masking is misconfigured: the paths or the key. The message says what to do. */
public final class MaskingException extends RuntimeException {
    public MaskingException(String message) {
        super(message);
    }
}
