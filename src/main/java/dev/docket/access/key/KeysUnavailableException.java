package dev.docket.access.key;

/** The keys cannot be read or changed now. The message says why, for operators; it never quotes a key. */
public final class KeysUnavailableException extends RuntimeException {
    public KeysUnavailableException(String message) {
        super(message);
    }
}
