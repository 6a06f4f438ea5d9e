package dev.docket.access.key;

/** What was asked for cannot be done with the keys there are. The message has advice. */
public final class KeyException extends RuntimeException {
    KeyException(String message) {
        super(message);
    }
}
