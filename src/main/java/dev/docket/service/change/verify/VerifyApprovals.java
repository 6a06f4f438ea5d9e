package dev.docket.service.change.verify;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.change.ApprovalRules;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.PolicyLog;
import dev.docket.change.Step;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.change.ChangeLog;
import dev.docket.service.change.verify.DecidedBy.Standing;
import dev.docket.service.change.verify.DecidedBy.Verdict;
import dev.docket.service.proof.JournalArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the auditor's question: which decisions were made under a policy that nobody but its author had approved? Believes
 * nothing but the records: that these are what was written is for {@code VerifyJournal} to say.
 */
public final class VerifyApprovals {
    private static final int PAGE = 500;

    private final JournalArchive archive;
    private final RecordReader reader = new RecordReader();

    public VerifyApprovals(JournalArchive archive) {
        this.archive = archive;
    }

    /**
     * Records of one stream, one after the other, that one bundle decided with one standing.
     *
     * @param records the number of decisions; other kinds of record may lie between
     * @param standing APPROVED, EMERGENCY or UNAPPROVED
     * @param changeId the change by which it decided; empty if there is none
     * @param because why it was not approved, or what the emergency was
     */
    public record Span(
            String stream,
            long first,
            long last,
            long records,
            String bundle,
            String standing,
            String changeId,
            String because) {
        private Span and(long sequence) {
            return new Span(stream, first, sequence, records + 1, bundle, standing, changeId, because);
        }

        public boolean isUnapproved() {
            return standing.equals(Standing.UNAPPROVED.name());
        }

        public boolean isEmergency() {
            return standing.equals(Standing.EMERGENCY.name());
        }
    }

    /**
     * Under what a candidate came to decide, in canary or by a promotion. It stays so, whatever becomes of the change later.
     *
     * @param seen what they who approved it saw
     */
    public record Decided(String changeId, List<Change.Approval> approvals, Change.Seen seen) {
        public Decided {
            approvals = List.copyOf(approvals);
        }
    }

    /**
     * What was found.
     *
     * @param spans by stream and sequence
     * @param changes those that spans name
     * @param decided under what their candidates came to decide, in the order of the steps
     * @param recounts the figures of every shadow and canary that is over
     * @param findings steps that do not count, dossiers that are not what the bundles say, and figures that are not what the
     *     records say
     */
    public record Report(
            List<Span> spans,
            List<Change> changes,
            List<Decided> decided,
            List<Recount> recounts,
            List<String> findings) {
        public Report {
            spans = List.copyOf(spans);
            changes = List.copyOf(changes);
            decided = List.copyOf(decided);
            recounts = List.copyOf(recounts);
            findings = List.copyOf(findings);
        }

        /** Whether every decision was made under an approved policy, or in an emergency, and every step counts. */
        public boolean isSound() {
            return findings.isEmpty() && spans.stream().noneMatch(Span::isUnapproved);
        }
    }

    /**
     * Reads everything.
     *
     * @param progress receives the number of records read so far
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public Report run(LongConsumer progress) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = archive.openToRead()) {
                DecidedBy decidedBy = new DecidedBy();
                List<String> findings = new ArrayList<>();
                List<Decided> decided = new ArrayList<>();
                RecordedFigures figures = new RecordedFigures();
                ChangeLog log = new ChangeLog(journal, (recorded, after) -> {
                    note(decidedBy, recorded, after, findings);
                    decided(recorded, after)
                            .filter(one -> !decided.contains(one))
                            .ifPresent(decided::add);
                    figures.note(recorded, after);
                });
                PolicyLog changes = log.now();
                log.findings().forEach(finding -> findings.add(finding.toString()));
                List<Recount> recounts = figures.recount(archive, journal);
                recounts.forEach(recount ->
                        recount.differing().forEach(figure -> findings.add("%s: %s".formatted(recount.of(), figure))));
                List<Span> spans = spans(journal, decidedBy, progress);
                List<Change> named = changes.changes().values().stream()
                        .filter(change ->
                                spans.stream().anyMatch(span -> span.changeId().equals(change.id())))
                        .toList();
                return new Report(spans, named, decided, recounts, findings);
            }
        });
    }

    private static Optional<Decided> decided(Recorded<ChangeEntry> recorded, PolicyLog after) {
        Step.Kind kind = Step.Kind.named(recorded.entry().step()).orElseThrow();
        Change change = after.changes().get(recorded.entry().changeId());
        Change.@Nullable Seen seen = change == null ? null : change.checked();
        return change != null && seen != null && (kind == Step.Kind.PROMOTED || kind == Step.Kind.CANARY_BEGUN)
                ? Optional.of(new Decided(change.id(), change.approvals(), seen))
                : Optional.empty();
    }

    private void note(DecidedBy decidedBy, Recorded<ChangeEntry> recorded, PolicyLog after, List<String> findings) {
        ChangeEntry entry = recorded.entry();
        Step.Kind kind = Step.Kind.named(entry.step()).orElseThrow();
        decidedBy.note(recorded.position().stream(), recorded.position().sequence(), entry.at(), after);
        Change change = after.changes().get(entry.changeId());
        if (kind == Step.Kind.PROMOTED && change != null) {
            forged(change)
                    .ifPresent(
                            what -> findings.add("step %s (%s): %s".formatted(entry.number(), entry.changeId(), what)));
        }
    }

    /** What a dossier says otherwise than the bundle that names the approvers. */
    private Optional<String> forged(Change change) {
        Change.@Nullable Seen seen = change.checked();
        if (seen == null) {
            return Optional.of("it was promoted without a dossier");
        }
        String authority = change.base().equals(Step.NO_BASE) ? change.candidate() : change.base();
        BundleStore bundles = archive.bundles();
        try {
            Optional<BundleSource> source = bundles.read(new Digest(authority));
            if (source.isEmpty()) {
                return Optional.of("the bundle %s, which says who approves, is not kept".formatted(authority));
            }
            byte[] file = source.get().content().rules().getOrDefault(ApprovalRules.FILE, new byte[0]);
            Dossier dossier = seen.dossier();
            boolean isOfBundle = Digest.over(file).text().equals(dossier.approvals())
                    && reader.yaml(ApprovalRules.class, file) instanceof Reading.Valid<ApprovalRules> valid
                    && valid.value().people().equals(dossier.people());
            return isOfBundle
                    ? Optional.empty()
                    : Optional.of("its dossier names other approvers than %s".formatted(authority));
        } catch (BundleException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    private static List<Span> spans(JournalReader journal, DecidedBy decidedBy, LongConsumer progress) {
        List<Span> spans = new ArrayList<>();
        long read = 0;
        for (var log : journal.logs()) {
            List<Recorded<Entry>> page = journal.records(log.stream(), 1, PAGE);
            while (!page.isEmpty()) {
                page.forEach(recorded -> add(spans, recorded, decidedBy));
                read += page.size();
                progress.accept(read);
                page = journal.records(log.stream(), page.getLast().position().sequence() + 1, PAGE);
            }
        }
        return spans;
    }

    private static void add(List<Span> spans, Recorded<Entry> recorded, DecidedBy decidedBy) {
        if (!(recorded.entry() instanceof DecisionEntry decision)) {
            return;
        }
        String stream = recorded.position().stream();
        long sequence = recorded.position().sequence();
        String bundle = decision.bundleDigest().text();
        Verdict verdict = decidedBy.verdict(stream, sequence, decision);
        Span last = spans.isEmpty() ? null : spans.getLast();
        if (last != null
                && last.stream().equals(stream)
                && last.bundle().equals(bundle)
                && last.standing().equals(verdict.standing().name())
                && last.changeId().equals(verdict.changeId())
                && last.because().equals(verdict.because())) {
            spans.set(spans.size() - 1, last.and(sequence));
        } else {
            spans.add(new Span(
                    stream,
                    sequence,
                    sequence,
                    1,
                    bundle,
                    verdict.standing().name(),
                    verdict.changeId(),
                    verdict.because()));
        }
    }

    /** The report for people, one line each. */
    public static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        report.findings().forEach(lines::add);
        for (Span span : report.spans()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s stream %s, records %,d to %,d (%,d decisions) by %s%s%s",
                    span.standing(),
                    span.stream(),
                    span.first(),
                    span.last(),
                    span.records(),
                    span.bundle(),
                    span.changeId().isEmpty() ? "" : ", change " + span.changeId(),
                    span.because().isEmpty() ? "" : ": " + span.because()));
        }
        for (Change change : report.changes()) {
            lines.add("%s  proposed by %s (%s)".formatted(change.id(), change.author(), change.reason()));
            report.decided().stream()
                    .filter(one -> one.changeId().equals(change.id()))
                    .flatMap(one -> lines(one).stream())
                    .forEach(lines::add);
            change.tried()
                    .forEach(tried -> lines.add("    in canary since step %s for %s: %s"
                            .formatted(tried.step(), tried.selector(), tried.line())));
        }
        report.recounts().stream()
                .filter(recount -> recount.differing().isEmpty())
                .forEach(recount -> lines.add(recount.line()));
        return lines;
    }

    private static List<String> lines(Decided decided) {
        List<String> lines = new ArrayList<>();
        decided.approvals()
                .forEach(approval -> lines.add("    approved by %s at %s with the key %s"
                        .formatted(approval.by(), approval.at(), approval.key())));
        Dossier dossier = decided.seen().dossier();
        lines.add("    they saw the dossier %s: %s changes, %s orders replayed, %s with another answer"
                .formatted(
                        decided.seen().digest(),
                        dossier.changes().size() + dossier.moreChanges(),
                        dossier.replay().decisions(),
                        dossier.replay().changed()));
        return lines;
    }
}
