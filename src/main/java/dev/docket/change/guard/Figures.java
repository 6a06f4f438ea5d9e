package dev.docket.change.guard;

import java.util.List;

/**
 * What a canary came to.
 *
 * @param places up to which record of each stream it was counted, so that anybody can count again
 * @param line why the verdict is what it is, in one line
 */
public record Figures(List<Place> places, Counts counts, Verdict verdict, String line) {
    public Figures {
        places = List.copyOf(places);
    }

    /** @param sequence of the last record of a stream that was looked at; 0 for none */
    public record Place(String stream, long sequence) {}

    /** Whether a guard with these limits says the same of these counts. */
    public boolean follow(Limits limits) {
        Guard guard = new Guard(limits);
        return counts.isPossible()
                && guard.verdict(counts) == verdict
                && guard.line(counts).equals(line);
    }
}
