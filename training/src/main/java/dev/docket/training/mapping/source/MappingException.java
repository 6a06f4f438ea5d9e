package dev.docket.training.mapping.source;

/** A mapping file or the data it is to read is wrong; the message names the file, the place and what to do. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MappingException(String message) {
        super(message);
    }

    public MappingException(String message, Throwable cause) {
        super(message, cause);
    }
}
