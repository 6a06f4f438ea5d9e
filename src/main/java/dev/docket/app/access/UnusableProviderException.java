package dev.docket.app.access;

/** The service must not start with what is said about the identity provider. The message says what to change. */
final class UnusableProviderException extends RuntimeException {
    UnusableProviderException(String message) {
        super(message);
    }
}
