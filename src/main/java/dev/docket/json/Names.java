package dev.docket.json;

import java.io.IOException;
import java.util.Comparator;
import java.util.Set;

/** Judges field names. */
final class Names {
    private static final int CLOSE = 2;

    private Names() {}

    /** Tells what is wrong with a free name; the cursor stands at its value. */
    static boolean accept(Cursor cursor, String name, boolean seen) throws IOException {
        if (!Unicode.isWellFormed(name)) {
            cursor.tell("lone-surrogate", "has a name with half of a surrogate pair, which is not Unicode text");
            return false;
        }
        if (seen) {
            duplicate(cursor);
        }
        return !seen;
    }

    static void duplicate(Cursor cursor) throws IOException {
        cursor.tell("duplicate-field", "is given twice: give it once");
    }

    static void unknown(Cursor cursor, String name, Set<String> known) throws IOException {
        String maybe = known.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= CLOSE)
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, name))
                        .thenComparing(candidate -> candidate))
                .filter(candidate -> distance(candidate, name) <= CLOSE)
                .map(" Maybe '%s'?"::formatted)
                .orElse("");
        cursor.tell("unknown-field", "is no field of this object." + maybe);
    }

    /** How many letters must change, ignoring case, to make one name the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
