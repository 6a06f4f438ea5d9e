package dev.docket.stream;

import java.util.concurrent.atomic.LongAdder;

/** What became of the records of one topic since the start, and how many wait in Kafka. Thread-safe. */
public final class StreamCounts {
    private final LongAdder decided = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private volatile long lag;

    void count(Fate.Settled fate) {
        switch (fate) {
            case Fate.Decided one -> decided.increment();
            case Fate.Duplicate one -> duplicates.increment();
            case Fate.DeadLettered one -> deadLetters.increment();
        }
    }

    void lag(long records) {
        lag = records;
    }

    public long decided() {
        return decided.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }

    public long deadLetters() {
        return deadLetters.sum();
    }

    /** How many records of the partitions that this service has were not fetched yet. */
    public long lag() {
        return lag;
    }
}
