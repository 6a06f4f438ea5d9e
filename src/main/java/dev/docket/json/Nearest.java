package dev.docket.json;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known word that a mistyped one was probably meant to be. */
public final class Nearest {
    private static final int CLOSE = 2;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** {@code " Did you mean 'word'?"}, or nothing when no known word is within two letters. */
    public static String didYouMean(String mistyped, Collection<String> known) {
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - mistyped.length()) <= CLOSE)
                .filter(candidate -> candidate.length() <= LONGEST && distance(candidate, mistyped) <= CLOSE)
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, mistyped))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** How many letters must change, ignoring case, to make one word the other (Levenshtein distance). */
    static int distance(String one, String other) {
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
