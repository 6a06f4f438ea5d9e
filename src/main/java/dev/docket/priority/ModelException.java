package dev.docket.priority;

/** A model cannot be used; the message says what is wrong and how to mend it. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message, String fix) {
        super(message + "\n" + fix);
    }

    public ModelException(String message, String fix, Throwable cause) {
        super(message + "\n" + fix, cause);
    }
}
