package dev.docket.service.change;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.diff.PolicyChange;
import dev.docket.bundle.diff.PolicyDiff;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.change.ApprovalRules;
import dev.docket.change.Dossier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.rules.RuleCheck;
import dev.docket.service.replay.Newest;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.service.replay.change.Proposals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares, checks and replays a candidate. */
public final class MakeDossier {
    private static final int MOST_CHANGES = 200;
    private static final int MOST_PROBLEMS = 50;
    private static final int MOST_FLIPS = 200;
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_CARD = 16_000;
    /** Beyond that, the newest of the period: a caller waits for the answer. */
    static final int MOST_DECISIONS = 20_000;

    private final JournalReader journal;
    private final BundleStore store;
    private final SnapshotStore snapshots;
    private final RecordReader reader = new RecordReader();

    public MakeDossier(JournalReader journal, BundleStore store, SnapshotStore snapshots) {
        this.journal = journal;
        this.store = store;
        this.snapshots = snapshots;
    }

    /**
     * What approvers are to see.
     *
     * @param candidate kept here
     * @param base the policy approved last, if any
     * @param shadow what the candidate saw in shadow, if it was
     * @param canaries in which it was
     * @param period how far back to replay
     * @throws BundleException if the candidate does not compile
     */
    Dossier of(
            BundleSource candidate,
            Optional<BundleSource> base,
            Dossier.@Nullable Shadow shadow,
            List<Dossier.Tried> canaries,
            Duration period,
            Instant now) {
        try (LoadedBundle after = candidate.load()) {
            RuleCheck.Result checked = RuleCheck.of(
                    candidate.content().rules(), candidate.content().cases().files());
            List<String> problems = new ArrayList<>(
                    checked.problems().stream().map(Object::toString).toList());
            problems.addAll(approvalProblems(candidate, base));
            Dossier.Check check = new Dossier.Check(
                    checked.rules(),
                    checked.cases(),
                    problems.size(),
                    problems.stream()
                            .limit(MOST_PROBLEMS)
                            .map(MakeDossier::shortened)
                            .toList(),
                    checked.findings().size());
            Dossier.Replay replay = replay(candidate.content().manifest().digest(), period, now);
            byte[] file = approvals(base.orElse(candidate));
            ApprovalRules rules = approvalRules(file).orElse(new ApprovalRules(List.of(), List.of()));
            List<PolicyChange> changes;
            SortedSet<String> touched;
            Optional<ModelDescription> was;
            if (base.isEmpty()) {
                was = Optional.empty();
                changes = List.of(new PolicyChange(
                        PolicyChange.Kind.BUNDLE_CHANGED,
                        after.bundle().id().name(),
                        null,
                        null,
                        after.bundle().id().version(),
                        "the first policy that is approved: %s %s with %s rules"
                                .formatted(
                                        after.bundle().id().name(),
                                        after.bundle().id().version(),
                                        after.bundle().rules().size())));
                // Everything is new, so everybody is asked.
                touched = new TreeSet<>();
                ApprovalRules all = rules;
                Stream.ofNullable(all.rules())
                        .flatMap(List::stream)
                        .forEach(rule ->
                                touched.addAll(rule.touches() == null ? List.of("the first policy") : rule.touches()));
            } else {
                try (LoadedBundle before = base.get().load()) {
                    was = Optional.ofNullable(before.bundle().model());
                    changes = PolicyDiff.between(before, after);
                    touched = Touched.of(changes, before, after);
                }
            }
            List<Dossier.Change> words = Stream.concat(
                            changes.stream()
                                    .map(change -> new Dossier.Change(
                                            change.kind().name(), change.subject(), shortened(change.says()))),
                            approvalChange(candidate, base).stream())
                    .toList();
            return new Dossier(
                    words.stream().limit(MOST_CHANGES).toList(),
                    Math.max(0, words.size() - MOST_CHANGES),
                    check,
                    replay,
                    rules.needs(touched),
                    rules.people(),
                    Digest.over(file).text(),
                    shadow,
                    model(Optional.ofNullable(after.bundle().model()), was),
                    canaries);
        }
    }

    private static Dossier.@Nullable Model model(Optional<ModelDescription> model, Optional<ModelDescription> was) {
        return model.filter(
                        one -> was.filter(other -> other.id().equals(one.id())).isEmpty())
                .map(one -> new Dossier.Model(
                        one.id().name(),
                        one.id().version(),
                        one.id().digest().text(),
                        was.map(other -> other.id().name() + " " + other.id().version())
                                .orElse(null),
                        shortened(one.card(), LONGEST_CARD)))
                .orElse(null);
    }

    private List<String> approvalProblems(BundleSource candidate, Optional<BundleSource> base) {
        byte[] file = approvals(candidate);
        if (file.length == 0) {
            return base.map(MakeDossier::approvals)
                                    .filter(before -> before.length > 0)
                                    .isPresent()
                            || base.isEmpty()
                    ? List.of("rules/%s is missing: nobody could approve the next change".formatted(ApprovalRules.FILE))
                    : List.of();
        }
        return switch (reader.yaml(ApprovalRules.class, file)) {
            case Reading.Valid<ApprovalRules> valid ->
                valid.value().problems().stream()
                        .map(problem -> "rules/%s: %s".formatted(ApprovalRules.FILE, problem))
                        .toList();
            case Reading.Invalid<ApprovalRules> invalid ->
                invalid.problems().stream()
                        .map(problem ->
                                "rules/%s: %s %s".formatted(ApprovalRules.FILE, problem.path(), problem.message()))
                        .toList();
        };
    }

    private static Optional<Dossier.Change> approvalChange(BundleSource candidate, Optional<BundleSource> base) {
        boolean isSame = base.isEmpty() || Arrays.equals(approvals(candidate), approvals(base.get()));
        return isSame
                ? Optional.empty()
                : Optional.of(new Dossier.Change(
                        "APPROVALS_CHANGED",
                        ApprovalRules.FILE,
                        "who approves what is changed: see rules/approvals.yaml"));
    }

    private static byte[] approvals(BundleSource source) {
        return source.content().rules().getOrDefault(ApprovalRules.FILE, new byte[0]);
    }

    private Optional<ApprovalRules> approvalRules(byte[] file) {
        return file.length > 0
                        && reader.yaml(ApprovalRules.class, file) instanceof Reading.Valid<ApprovalRules> valid
                        && valid.value().problems().isEmpty()
                ? Optional.of(valid.value())
                : Optional.empty();
    }

    private Dossier.Replay replay(Digest candidate, Duration period, Instant now) {
        Instant from = Newest.of(journal, now.minus(period), now, MOST_DECISIONS);
        Selection selection = new Selection(new TreeMap<>(), Optional.of(from), Optional.of(now));
        Proposal proposal = new Proposals(store).kept(Optional.of(candidate.text()), Optional.empty());
        ReplayJournal replay = ReplayJournal.over(journal, store, snapshots);
        ReplayReport report = replay.run(
                        selection, proposal, replay.start(selection, proposal, now), (decisions, state) -> {})
                .report();
        return new Dossier.Replay(
                from,
                now,
                report.decisions(),
                report.changed(),
                report.flips().stream().limit(MOST_FLIPS).map(MakeDossier::flip).toList(),
                report.totals().stream()
                        .limit(MOST_FLIPS)
                        .map(MakeDossier::money)
                        .toList(),
                report.notReplayed().stream()
                        .map(count -> new Dossier.Count(count.name(), count.decisions()))
                        .toList());
    }

    static Dossier.Flip flip(ReplayReport.Flip flip) {
        return new Dossier.Flip(flip.from(), flip.to(), flip.currency(), flip.decisions(), flip.orderValue());
    }

    static Dossier.Money money(ReplayReport.Moved money) {
        return new Dossier.Money(
                money.currency(), money.heldDecisions(), money.held(), money.releasedDecisions(), money.released());
    }

    private static String shortened(String text) {
        return shortened(text, LONGEST_TEXT);
    }

    private static String shortened(String text, int most) {
        int points = text.codePointCount(0, text.length());
        return points <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
