package dev.docket.cli.journal;

import dev.docket.service.change.verify.VerifyApprovals;
import dev.docket.service.proof.VerifyJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket journal verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Recompute the hash of every record and compare it with what is stored and signed."
                    + " The service may be running.",
            "A journal that was rolled back or rewritten as a whole is only detected by something kept elsewhere: give"
                    + " the checkpoints (GET /v1/journal/checkpoint) and the key (GET /v1/journal/key) you kept."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "a signed checkpoint you kept; repeatable")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "a verifier key you trust (default: those in the data folders); repeatable")
    private List<String> keys = List.of();

    @Option(
            names = "--approvals",
            description =
                    "also say which policy decided which records, who proposed it, who approved it and what they saw;"
                            + " fails if any decision was made under a policy that was not approved")
    private boolean approvals;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        long start = System.nanoTime();
        VerifyJournal.Report report;
        try {
            report = new VerifyJournal(where.archive(), keys, checkpoints).run(new Verified(console.progress()));
        } catch (VerifyJournal.NotVerifiableException unusable) {
            return console.fail(unusable);
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        report.problems().forEach(console::say);
        if (report.unsigned() > 0) {
            console.say(String.format(
                    Locale.ROOT,
                    "%,d records lie beyond the last signature: anybody who can write the store could have added them",
                    report.unsigned()));
        }
        console.say(String.format(
                Locale.ROOT,
                "%s: %,d records, %,d checkpoints, %,d bundles, %.1f s, key %s",
                report.problems().isEmpty() ? "sound" : "DAMAGED OR CHANGED",
                report.records(),
                report.checkpoints(),
                report.bundles(),
                seconds,
                String.join(", ", report.keys())));
        boolean isApproved = !approvals || areApproved(console);
        return report.problems().isEmpty() && isApproved ? 0 : 1;
    }

    private boolean areApproved(Console console) {
        VerifyApprovals.Report found = new VerifyApprovals(where.archive()).run(records -> {});
        VerifyApprovals.lines(found).forEach(console::say);
        long unapproved = found.spans().stream()
                .filter(VerifyApprovals.Span::isUnapproved)
                .mapToLong(VerifyApprovals.Span::records)
                .sum();
        long emergency = found.spans().stream()
                .filter(VerifyApprovals.Span::isEmergency)
                .mapToLong(VerifyApprovals.Span::records)
                .sum();
        console.say(String.format(
                Locale.ROOT,
                "%s: %,d decisions under a policy that was not approved, %,d in an emergency, %,d findings",
                found.isSound() ? "approved" : "NOT APPROVED",
                unapproved,
                emergency,
                found.findings().size()));
        return found.isSound();
    }
}
