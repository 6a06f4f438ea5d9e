package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.journal.Followers;
import dev.docket.journal.Journal;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.change.ApprovalGate;
import dev.docket.service.change.ChangeLog;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.MakeDossier;
import dev.docket.service.change.RecordSteps;
import dev.docket.service.change.ShadowCandidate;
import dev.docket.service.change.canary.LiveCanary;
import dev.docket.service.change.canary.RecentOrders;
import dev.docket.service.change.canary.RunCanary;
import dev.docket.service.change.canary.WatchCanary;
import dev.docket.service.proof.JournalStore;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Supplier;

/** How a policy is changed, and who must agree. */
@Singleton
public class ChangeWiring {
    @Produces
    @Singleton
    ChangeLog changes(Journal journal) {
        return new ChangeLog(journal);
    }

    @Produces
    @Singleton
    Followers followers(JournalStore store) {
        return store.followers();
    }

    @Produces
    @Singleton
    ShadowCandidate shadow(
            Journal journal,
            BundleStore store,
            SnapshotStore snapshots,
            Supplier<BundleFolder> folder,
            ChangeLog changes,
            Followers followers,
            InstantSource clock) {
        return new ShadowCandidate(journal, store, snapshots, folder, changes, followers, clock);
    }

    @Produces
    @Singleton
    ApprovalGate gate(ChangeLog changes, Settings settings) {
        return new ApprovalGate(changes, settings.change().required());
    }

    @Produces
    @Singleton
    @Typed(LiveCanary.class)
    LiveCanary liveCanary(
            ChangeLog changes,
            ApprovalGate gate,
            ActivateBundle activation,
            ActiveBundle active,
            BundleStore store,
            Supplier<BundleFolder> folder,
            InstantSource clock) {
        return new LiveCanary(changes, gate, activation, active, store, folder, clock);
    }

    @Produces
    @Singleton
    WatchCanary watchCanary(Journal journal, ChangeLog changes, Followers followers, InstantSource clock) {
        return new WatchCanary(journal, changes, new RecordSteps(journal, changes, clock), followers);
    }

    @Produces
    @Singleton
    RunCanary canary(
            Journal journal,
            ChangeLog changes,
            ApprovalGate gate,
            LiveCanary live,
            WatchCanary watch,
            InstantSource clock) {
        return new RunCanary(
                changes,
                gate,
                new RecordSteps(journal, changes, clock),
                live,
                watch,
                new RecentOrders(journal, new RequestReader(new RecordReader())));
    }

    @Produces
    @Singleton
    ChangePolicy changePolicy(
            Supplier<BundleFolder> folder,
            BundleStore store,
            SnapshotStore snapshots,
            Journal journal,
            ChangeLog changes,
            ActivateBundle activation,
            ApprovalGate gate,
            InstantSource clock) {
        return new ChangePolicy(
                folder, store, new MakeDossier(journal, store, snapshots), journal, changes, activation, gate, clock);
    }
}
