package dev.docket.api;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.LoadedBundle;
import dev.docket.fixture.MemoryJournal;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.Journal;
import dev.docket.service.PrepareBundle;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeMap;

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
    PrepareBundle.Prepared first() {
        BundleContent none = new BundleContent(new TreeMap<>(), null, null, null);
        return new PrepareBundle.Prepared(new LoadedBundle(none, SmallBundle.version("1"), () -> {}), Optional.empty());
    }
}
