package dev.docket.json.read.cursor;

import dev.docket.json.Unicode;
import dev.docket.text.Suggestion;
import java.io.IOException;
import java.util.Set;

/** Checks field names. */
public final class Names {
    private Names() {}

    /** Checks an arbitrary name; the cursor is at its value. */
    public static boolean accept(JsonCursor cursor, String name, boolean seen) throws IOException {
        if (!Unicode.isWellFormed(name)) {
            cursor.report("lone-surrogate", "has a name with half of a surrogate pair, which is not Unicode text");
            return false;
        }
        if (seen) {
            duplicate(cursor);
        }
        return !seen;
    }

    public static void duplicate(JsonCursor cursor) throws IOException {
        cursor.report("duplicate-field", "is given twice: give it once");
    }

    public static void unknown(JsonCursor cursor, String name, Set<String> known) throws IOException {
        cursor.report("unknown-field", "is not a field of this object." + Suggestion.didYouMean(name, known));
    }
}
