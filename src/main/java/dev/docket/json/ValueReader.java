package dev.docket.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the value at which a cursor stands. */
@FunctionalInterface
interface ValueReader {
    /**
     * Reads one value that is not null and leaves the cursor at its last token.
     *
     * @return absent when a problem was told
     */
    @Nullable
    Object read(Cursor cursor) throws IOException;
}
