package dev.docket.app;

import dev.docket.app.config.Configuration;
import dev.docket.app.config.Settings;
import dev.docket.app.metric.JournalMetrics;
import dev.docket.app.metric.Outages;
import dev.docket.bundle.store.BundleStore;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.PromptJournal;
import dev.docket.journal.WatchedJournal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.checkpoint.SharedKey;
import dev.docket.journal.postgres.Tenure;
import dev.docket.journal.spool.SpoolingJournal;
import dev.docket.outage.Outage;
import dev.docket.service.bundle.SharingJournal;
import dev.docket.service.privacy.Masking;
import dev.docket.service.privacy.MaskingException;
import dev.docket.service.privacy.MaskingKey;
import dev.docket.service.proof.JournalStore;
import dev.docket.storage.DataFolder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Where decisions are recorded. */
@Singleton
public class JournalWiring {
    private static final Logger LOG = Logger.getLogger(JournalWiring.class);

    /** Groups of records are written in milliseconds. Shorter than a caller's patience, and than the limit of the HTTP edge. */
    private static final Duration APPEND_DEADLINE = Duration.ofSeconds(8);

    /** Temporary failure, as sysexits.h has it: whoever starts services starts this one again. */
    private static final int LOST_STREAM = 75;

    @Produces
    @Singleton
    JournalStore store(Settings settings) {
        Path dataDir = settings.data().dir();
        Settings.Journal journal = settings.journal();
        tighten(dataDir);
        return switch (journal.store()) {
            case SQLITE -> {
                if (journal.keyFile().isPresent()) {
                    throw new JournalUnavailableException("""
                            docket.journal.key-file is set, but the journal is a file in the data folder, where its key is, too.
                            Leave it out, or set docket.journal.store to postgresql.""");
                }
                yield new JournalStore.Sqlite(dataDir);
            }
            case POSTGRESQL -> {
                if (journal.keyFile().isPresent() && journal.whenUnavailable() == Settings.WhenUnavailable.SPOOL) {
                    throw new JournalUnavailableException("""
                            docket.journal.key-file is for nodes whose data folders need not survive, and docket.journal.when-unavailable=spool
                            keeps decisions in them until the database is back. Use one or the other.""");
                }
                yield shared(dataDir, journal.url(), journal.user(), journal.password(), tenure(journal.keyFile()));
            }
        };
    }

    /** The store that a configuration names, for commands that need no service. */
    static JournalStore store(Configuration configuration) {
        Path dataDir = Path.of(configuration.value("docket.data.dir").orElse("data"));
        return configuration.value("docket.journal.store").orElse("").equalsIgnoreCase("postgresql")
                ? shared(
                        dataDir,
                        configuration.value("docket.journal.url"),
                        configuration.value("docket.journal.user"),
                        configuration.value("docket.journal.password"),
                        Tenure.OWN)
                : new JournalStore.Sqlite(dataDir);
    }

    private static JournalStore shared(
            Path dataDir, Optional<String> url, Optional<String> user, Optional<String> password, Tenure tenure) {
        return JournalStore.postgresql(
                dataDir,
                url.orElseThrow(() -> new JournalUnavailableException("""
                                docket.journal.store is postgresql, but docket.journal.url is not set.
                                Say where the database is: jdbc:postgresql://host:5432/database.""")),
                user.orElse(""),
                password.orElse(""),
                tenure);
    }

    /** A service that leases its stream ends when another one has it: started again, it takes one that is free. */
    private static Tenure tenure(Optional<Path> keyFile) {
        if (keyFile.isEmpty()) {
            return Tenure.OWN;
        }
        SharedKey key = SharedKey.read(keyFile.get());
        LOG.infof(
                "every stream is signed with one key; to verify them: --key %s",
                key.verifier().text());
        var isEnding = new AtomicBoolean();
        return new Tenure.Leased(key, () -> {
            if (isEnding.compareAndSet(false, true)) {
                LOG.error(
                        "another service writes this one's stream since the database was away; this one ends, to start again");
                Quarkus.asyncExit(LOST_STREAM);
            }
        });
    }

    /** Requests and policies concern nobody else on the machine, whatever an earlier version or a restored backup left. */
    private static void tighten(Path dataDir) {
        DataFolder.Tightened result = DataFolder.tighten(dataDir);
        if (!result.tightened().isEmpty()) {
            LOG.warnf(
                    "others on this machine could read or write %d files and folders in the data folder; now only their owner can",
                    result.tightened().size());
        }
        if (!result.failed().isEmpty()) {
            LOG.errorf(
                    "others on this machine may read or write %d files and folders in the data folder, and docket may not change that: run 'chmod -R go= FOLDER' as their owner",
                    result.failed().size());
        }
    }

    @Produces
    @Singleton
    Outage outage(Outages outages) {
        return outages.of(Outages.Of.JOURNAL, LOG);
    }

    @Produces
    @Singleton
    JournalMetrics metrics(MeterRegistry registry, Journal journal, JournalStore store, Settings settings) {
        JournalMetrics metrics =
                new JournalMetrics(registry, journal, settings.data().dir());
        if (!store.files().isEmpty()) {
            metrics.sizeOf(store.files());
        }
        return metrics;
    }

    @Produces
    @Singleton
    Journal journal(JournalStore store, BundleStore bundles, Settings settings, Outage outage) {
        Journal prompt = new PromptJournal(new SharingJournal(store.openOnceBack(outage), bundles), APPEND_DEADLINE);
        Journal recording =
                switch (settings.journal().whenUnavailable()) {
                    case FAIL_CLOSED -> prompt;
                    case SPOOL -> SpoolingJournal.over(prompt, store.keyFolder().resolve("spool"), outage, LOG::error);
                };
        return new WatchedJournal(recording, outage);
    }

    void close(@Disposes Journal journal) {
        journal.close();
    }

    @Produces
    @Singleton
    Masking masking(Settings settings) {
        Optional<List<String>> paths = settings.privacy().mask();
        Optional<Path> keyFile = settings.privacy().keyFile();
        if (keyFile.isEmpty()) {
            if (paths.isPresent()) {
                throw new MaskingException(
                        "docket.privacy.mask is set, but docket.privacy.key-file is not.\n" + MaskingKey.HOW_TO_MAKE);
            }
            return Masking.NONE;
        }
        Masking masking = Masking.of(paths.orElse(List.of()), MaskingKey.read(keyFile.get()));
        LOG.infof("masked in records: %s", masking);
        return masking;
    }

    @Produces
    @Singleton
    Checkpoints checkpoints(Journal journal, JournalStore store, InstantSource clock) {
        return new Checkpoints(journal, store.keyFolder(), clock);
    }
}
