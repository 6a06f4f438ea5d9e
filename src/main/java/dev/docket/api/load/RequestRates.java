package dev.docket.api.load;

import java.util.Locale;

/**
 * How many requests of each kind one caller may make in a second; 0 for any number. Twice as many may come at once after a
 * pause.
 */
public record RequestRates(int decisions, int streams, int reads, int watches) {
    public RequestRates {
        requireNotNegative("decisions", decisions);
        requireNotNegative("streams", streams);
        requireNotNegative("reads", reads);
        requireNotNegative("watches", watches);
    }

    int of(Work work) {
        return switch (work) {
            case DECIDING -> decisions;
            case STREAMING -> streams;
            case FOLLOWING, READING -> reads;
            case WATCHING -> watches;
        };
    }

    private static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s (%d) must not be negative", name, value));
        }
    }
}
