package dev.docket.training.mapping;

import java.util.Locale;

/** A mapping file or the data it is to read is wrong; the message names the file, the place and what to do. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MappingException(String message) {
        super(message);
    }

    public MappingException(String message, Throwable cause) {
        super(message, cause);
    }

    public static MappingException at(String file, int line, String message) {
        return new MappingException(String.format(Locale.ROOT, "%s:%d: %s", file, line, message));
    }
}
