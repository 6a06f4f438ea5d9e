package dev.docket.app;

import dev.docket.access.Permissions;
import dev.docket.api.access.Authorization;
import dev.docket.api.oidc.Login;
import dev.docket.app.metric.DriftGauges;
import dev.docket.bundle.active.KeptBundles;
import dev.docket.console.decision.OpenDecision;
import dev.docket.console.find.Finding;
import dev.docket.console.shell.Failures;
import dev.docket.console.shell.Pages;
import dev.docket.console.today.Today;
import dev.docket.journal.Journal;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.bundle.RecordedPolicy;
import dev.docket.service.evidence.RecordEvidence;
import dev.docket.service.outcome.CountDecisions;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.proof.DescribeJournal;
import dev.docket.service.proof.ProveRecords;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
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
    Today today(CountDecisions count, Journal journal, DescribeBundle describe, MeterRegistry registry) {
        return new Today(count, new DescribeJournal(journal), describe, () -> DriftGauges.read(registry));
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
            FindDecisions find) {
        return new OpenDecision(
                read, new RecordEvidence(journal, prove), new RecordedPolicy(kept::recall), describe, outcomes, find);
    }
}
