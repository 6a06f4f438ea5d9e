package dev.docket.text;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the known word that somebody probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code  Maybe 'limit'?}, with a space in front, or nothing when no known word is near. */
    public static String maybe(String mistyped, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(mistyped, candidate) <= Math.max(1, mistyped.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(mistyped, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> " Maybe '" + candidate + "'?")
                .orElse("");
    }

    /** Levenshtein distance, ignoring case. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
