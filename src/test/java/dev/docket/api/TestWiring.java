package dev.docket.api;

import dev.docket.bundle.BundleCases;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.CaseFiles;
import dev.docket.bundle.LoadedBundle;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.Journal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.service.bundle.PrepareBundle;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;

/** The service on a small bundle and a journal in memory. */
@Singleton
public class TestWiring {
    static final BreakableJournal JOURNAL = new BreakableJournal();

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
        BundleContent none = new BundleContent(new TreeMap<>(), null, new CaseFiles(new TreeMap<>(), null), null, null);
        return new PrepareBundle.Prepared(
                new LoadedBundle(none, SmallBundle.version("1"), BundleCases.NONE, () -> {}), Optional.empty(), 0);
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Checkpoints checkpoints() {
        return new Checkpoints(JOURNAL, JOURNAL.folder(), Clock.systemUTC());
    }
}
