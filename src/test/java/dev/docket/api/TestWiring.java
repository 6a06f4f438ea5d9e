package dev.docket.api;

import dev.docket.bundle.Bundle;
import dev.docket.fixture.MemoryJournal;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.Journal;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The service on a small bundle and a journal in memory. */
@Singleton
public class TestWiring {
    static final MemoryJournal JOURNAL = new MemoryJournal();

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Journal journal() {
        return JOURNAL;
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Bundle bundle() {
        return SmallBundle.version("1");
    }
}
