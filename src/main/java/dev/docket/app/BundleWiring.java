package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.BundleMetrics;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.KeptBundles;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.bundle.signature.SignatureCheck;
import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.Journal;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.bundle.PrepareBundle;
import dev.docket.service.change.ApprovalGate;
import dev.docket.service.outcome.RenewSnapshot;
import dev.docket.service.proof.JournalStore;
import dev.docket.storage.SharedFiles;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How the bundle comes to decide, and how another one takes over. */
@Singleton
public class BundleWiring {
    /** The value that stands for no folder: decide without a classifier. */
    private static final String NO_MODEL = "none";

    /** Old bundles in memory at a time: auditors ask about one after the other. */
    private static final int MOST_OLD_BUNDLES = 4;

    private Runnable keepWaiting = () -> {};

    /** Where the bundle is read, each time anew: folders come and go. */
    @Produces
    @Singleton
    Supplier<BundleFolder> folder(Settings settings) {
        String models = settings.models().dir();
        return () -> settings.bundle()
                .dir()
                .map(BundleFolder::at)
                .orElseGet(() ->
                        BundleFolder.of(settings.rules().dir(), models.equals(NO_MODEL) ? null : Path.of(models)));
    }

    @Produces
    @Singleton
    BundleStore store(JournalStore store, Settings settings) {
        return new BundleStore(
                settings.data().dir().resolve("bundles"),
                store.shared(),
                settings.journal().keyFile().isPresent() ? store.shared() : SharedFiles.NONE);
    }

    @Produces
    @Singleton
    SnapshotStore snapshots(JournalStore store, Settings settings) {
        return new SnapshotStore(List.of(SnapshotStore.in(settings.data().dir())), store.shared());
    }

    @Produces
    @Singleton
    PrepareBundle preparation(BundleStore store, ApprovalGate gate, Settings settings) {
        SignatureCheck signatures = new SignatureCheck(
                settings.bundle().verify(),
                settings.bundle().trustedKeys().map(TrustedKeys::read).orElse(TrustedKeys.NONE));
        return new PrepareBundle(signatures, store, gate);
    }

    /** The bundle that the service starts with; it does not start without one. */
    @Produces
    @Singleton
    PrepareBundle.Prepared first(
            PrepareBundle preparation,
            Supplier<BundleFolder> folder,
            BundleStore bundles,
            ApprovalGate gate,
            InstantSource clock,
            JournalStore store) {
        keepWaiting = RuleCache.inService(store.dataDir(), store.keyFolder());
        BundleSource source =
                approvedInstead(folder, bundles, gate, clock).orElseGet(() -> BundleSource.read(folder.get()));
        PrepareBundle.Prepared first = preparation.first(source.folder(), source.content(), clock.instant());
        first.warning().ifPresent(ActivationLog::warn);
        return first;
    }

    /** What was approved decides, whatever somebody left in the folders. */
    private static Optional<BundleSource> approvedInstead(
            Supplier<BundleFolder> folder, BundleStore store, ApprovalGate gate, InstantSource clock) {
        if (!gate.isRequired()) {
            return Optional.empty();
        }
        Optional<BundleSource> approved = gate.decides(clock.instant()).flatMap(store::read);
        approved.ifPresent(kept -> {
            Digest decides = kept.content().manifest().digest();
            try {
                Digest found = BundleContent.read(folder.get()).manifest().digest();
                if (!found.equals(decides)) {
                    ActivationLog.warn("the folders hold %s, which is not what was approved; %s decides"
                            .formatted(found, decides));
                }
            } catch (BundleException unreadable) {
                ActivationLog.warn("the folders cannot be read; %s, which was approved, decides".formatted(decides));
            }
        });
        return approved;
    }

    /** What decides now. Every use case asks once for each request. */
    @Produces
    @Singleton
    ActiveBundle active(PrepareBundle.Prepared first, SnapshotStore snapshots, Settings settings) {
        ActiveBundle active = new ActiveBundle(SharedBundle.of(first.loaded()));
        if (settings.models().renewMinutes() > 0) {
            RenewSnapshot.resume(active, snapshots);
        }
        return active;
    }

    @Produces
    @Singleton
    RenewSnapshot renewSnapshot(Journal journal, ActiveBundle active, SnapshotStore snapshots, Settings settings) {
        return new RenewSnapshot(
                journal, active, snapshots, Duration.ofMinutes(settings.models().renewMinutes()));
    }

    // The journal's key, which seals them, is made when the journal is first opened.
    void keepCompiled() {
        keepWaiting.run();
    }

    void close(@Disposes ActiveBundle active) {
        active.close();
    }

    @Produces
    @Singleton
    KeptBundles keptBundles(ActiveBundle active, BundleStore store) {
        return new KeptBundles(active, store, MOST_OLD_BUNDLES);
    }

    @Produces
    @Singleton
    ActivateBundle activateBundle(
            Supplier<BundleFolder> folder,
            PrepareBundle preparation,
            ActiveBundle active,
            PrepareBundle.Prepared first,
            InstantSource clock,
            MeterRegistry registry) {
        BundleMetrics metrics = new BundleMetrics(registry, active.get().id());
        return new ActivateBundle(folder, preparation, active, first.warning(), clock, activation -> {
            ActivationLog.write(activation);
            metrics.tried(activation);
        });
    }
}
