package dev.docket.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** What may be said of a file that cannot be read or written: why, and not where. Answers say it, too, and paths are nobody's business there. */
public final class Failing {
    private Failing() {}

    /** Such as {@code No space left on device}. */
    public static String because(IOException failure) {
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failure.getClass().getSimpleName();
    }
}
