package dev.docket.service;

import dev.docket.journal.Journal;

/** Counts the recorded decisions. */
public final class CountDecisions {
    private final Journal journal;

    public CountDecisions(Journal journal) {
        this.journal = journal;
    }

    public long count() {
        return journal.count();
    }
}
