package dev.docket.app;

import dev.docket.access.Permissions;
import dev.docket.api.access.Authorization;
import dev.docket.api.oidc.Login;
import dev.docket.app.metric.DriftGauges;
import dev.docket.bundle.active.KeptBundles;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.console.changes.ShowChange;
import dev.docket.console.changes.ShowChanges;
import dev.docket.console.decision.OpenDecision;
import dev.docket.console.decision.ShowTry;
import dev.docket.console.edit.Drafts;
import dev.docket.console.find.Finding;
import dev.docket.console.shell.Failures;
import dev.docket.console.shell.Pages;
import dev.docket.console.today.Today;
import dev.docket.console.work.RecordWork;
import dev.docket.console.work.ShareWork;
import dev.docket.console.work.Work;
import dev.docket.journal.Journal;
import dev.docket.service.RequestReader;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.bundle.PolicyFiles;
import dev.docket.service.bundle.RecordedPolicy;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.ChangedText;
import dev.docket.service.change.ShadowCandidate;
import dev.docket.service.change.canary.RunCanary;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.draft.EditPolicy;
import dev.docket.service.evidence.RecordEvidence;
import dev.docket.service.outcome.CountDecisions;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.outcome.judge.JudgeModels;
import dev.docket.service.proof.DescribeJournal;
import dev.docket.service.proof.ProveRecords;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
import dev.docket.service.whatif.TryOrder;
import dev.docket.service.whatif.WhatHolds;
import dev.docket.service.work.FindWaiting;
import dev.docket.service.work.WorkOnDecision;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** How the console fits together. */
@Singleton
public class ConsoleWiring {
    @Produces
    @Singleton
    Pages pages(Permissions permissions, Authorization authorization) {
        return new Pages(permissions, authorization.isRequired());
    }

    @Produces
    @Singleton
    Failures failures(Pages pages, Login login) {
        return new Failures(pages, login);
    }

    @Produces
    @Singleton
    Finding finding(FindDecisions find, ReadDecision read, DescribeBundle describe, InstantSource clock) {
        return new Finding(find, read, describe, clock);
    }

    @Produces
    @Singleton
    CountDecisions countDecisions(Journal journal, InstantSource clock) {
        return new CountDecisions(journal, clock);
    }

    @Produces
    @Singleton
    JudgeModels judgeModels(Journal journal, InstantSource clock) {
        return new JudgeModels(journal, clock);
    }

    @Produces
    @Singleton
    PolicyFiles policyFiles(BundleStore store) {
        return new PolicyFiles(store);
    }

    @Produces
    @Singleton
    FindWaiting findWaiting(Journal journal, DescribeBundle describe, PolicyFiles files, InstantSource clock) {
        return new FindWaiting(
                journal,
                () -> describe.taxonomy().calendars(),
                () -> files.of(describe.id().digest()).timeZone(),
                clock);
    }

    @Produces
    @Singleton
    Work work(FindWaiting find, DescribeBundle describe) {
        return new Work(find, describe);
    }

    @Produces
    @Singleton
    RecordWork recordWork(FindWaiting find, RecordOutcome outcomes) {
        return new RecordWork(find, outcomes);
    }

    @Produces
    @Singleton
    ShareWork shareWork(FindWaiting find, WorkOnDecision work) {
        return new ShareWork(find, work);
    }

    @Produces
    @Singleton
    ShowTry showTry(Journal journal, DecideOrder decide, RequestReader reader) {
        return new ShowTry(new TryOrder(journal, decide, reader));
    }

    @Produces
    @Singleton
    Today today(
            CountDecisions count,
            Journal journal,
            DescribeBundle describe,
            ChangePolicy changes,
            MeterRegistry registry) {
        return new Today(count, new DescribeJournal(journal), describe, changes::log, () -> DriftGauges.read(registry));
    }

    @Produces
    @Singleton
    Drafts drafts(
            DescribeBundle describe,
            BundleStore store,
            Journal journal,
            SnapshotStore snapshots,
            ChangePolicy changes) {
        return new Drafts(new EditPolicy(() -> describe.id().digest(), store, journal, snapshots, changes));
    }

    @Produces
    @Singleton
    ShowChanges showChanges(ChangePolicy changes) {
        return new ShowChanges(changes);
    }

    @Produces
    @Singleton
    ShowChange showChange(ChangePolicy changes, ShadowCandidate shadow, RunCanary canary, BundleStore store) {
        return new ShowChange(changes, shadow, canary, new ChangedText(store));
    }

    @Produces
    @Singleton
    OpenDecision openDecision(
            ReadDecision read,
            Journal journal,
            ProveRecords prove,
            KeptBundles kept,
            DescribeBundle describe,
            RecordOutcome outcomes,
            WorkOnDecision work,
            FindDecisions find,
            ReproduceAnswer reproduce) {
        return new OpenDecision(
                read,
                new RecordEvidence(journal, prove),
                new RecordedPolicy(kept::recall),
                describe,
                outcomes,
                work,
                find,
                new WhatHolds(journal, reproduce, Wiring.RECORDED));
    }
}
