package dev.docket.service.outcome;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A time that ends now, over which decisions are counted. */
public enum Period {
    DAY("24h", Duration.ofHours(24), Duration.ofHours(1)),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(6)),
    MONTH("30d", Duration.ofDays(30), Duration.ofDays(1));

    private final String word;
    private final Duration length;
    private final Duration slot;

    Period(String word, Duration length, Duration slot) {
        this.word = word;
        this.length = length;
        this.slot = slot;
    }

    /** As an address has it. */
    public String word() {
        return word;
    }

    public Duration length() {
        return length;
    }

    /** In which parts it is counted; the parts begin at full hours or days of UTC. */
    public Duration slot() {
        return slot;
    }

    /** The one of this word. */
    public static Optional<Period> of(String word) {
        return Arrays.stream(values())
                .filter(period -> period.word.equals(word))
                .findFirst();
    }
}
