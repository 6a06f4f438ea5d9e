package dev.docket.text;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the known word that somebody probably meant. */
public final class Suggestion {
    /** No known word is longer, and a text that is longer was not mistyped. */
    private static final int LONGEST = 64;

    private Suggestion() {}

    /** {@code  Did you mean 'limit'?}, with a space in front, or nothing when no known word is near. */
    public static String didYouMean(String mistyped, Collection<String> known) {
        int near = Math.max(1, (mistyped.length() + 1) / 3);
        return known.stream()
                .filter(candidate -> Math.max(candidate.length(), mistyped.length()) <= LONGEST)
                .filter(candidate -> distance(mistyped, candidate) <= near)
                .min(Comparator.<String>comparingInt(candidate -> distance(mistyped, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** How many letters must change, ignoring case, to make one word the other (Levenshtein distance). */
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
