package dev.docket.json.read;

import dev.docket.json.read.cursor.JsonCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the value at a cursor. */
@FunctionalInterface
interface ValueReader {
    /**
     * Reads one non-null value and leaves the cursor at its last token.
     *
     * @return null if there was a problem
     */
    @Nullable
    Object read(JsonCursor cursor) throws IOException;
}
