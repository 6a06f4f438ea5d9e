package dev.docket.service.outcome;

import dev.docket.journal.JournalReader;
import dev.docket.service.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the newest decisions of a period. Reads neither orders nor answers, at most {@link Recent#MOST} decisions, and anew only after
 * ten seconds. Thread-safe.
 */
public final class CountDecisions {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final JournalReader journal;
    private final InstantSource clock;
    private final Map<Period, Counted> last = new EnumMap<>(Period.class);

    public CountDecisions(JournalReader journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws StoreUnavailableException if the journal cannot be read */
    public synchronized Counted of(Period period) {
        // As records and searches have times.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Counted counted = last.get(period);
        // A clock that was set back must not keep an old count.
        if (counted == null || Duration.between(counted.until(), now).abs().compareTo(FRESH) > 0) {
            counted = StoreUnavailableException.reading(() -> count(period, now));
            last.put(period, counted);
        }
        return counted;
    }

    private Counted count(Period period, Instant now) {
        Recent recent = Recent.read(journal, period, now);
        Counting counting = new Counting(period, recent.from(), now);
        recent.decisions()
                .forEach(entry -> counting.add(
                        entry.at(),
                        entry.caller(),
                        entry.facets(),
                        Optional.ofNullable(recent.outcomes().get(entry.decisionId()))));
        recent.waiting().forEach(entry -> counting.waits(entry.at(), entry.facets()));
        return counting.counted(recent.isWhole());
    }
}
