package dev.docket.service.draft;

import dev.docket.access.Sender;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.change.Refusal;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.ChangeResult;
import dev.docket.service.replay.Newest;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets somebody write in the policy that decides: checks a draft, says what it would change, and makes a change of it. Nothing of a draft is kept until then. */
public final class EditPolicy {
    /** Somebody waits for it. */
    static final int MOST_DECISIONS = 20_000;

    private static final int MOST_FINDINGS = 200;

    private final Supplier<Digest> active;
    private final BundleStore store;
    private final JournalReader journal;
    private final SnapshotStore snapshots;
    private final ChangePolicy changes;

    /** @param active the policy that decides now */
    public EditPolicy(
            Supplier<Digest> active,
            BundleStore store,
            JournalReader journal,
            SnapshotStore snapshots,
            ChangePolicy changes) {
        this.active = active;
        this.store = store;
        this.journal = journal;
        this.snapshots = snapshots;
        this.changes = changes;
    }

    /** The policy that decides now; nothing if its files are not kept here. @throws BundleException if they were changed */
    public Optional<PolicyText> text() {
        Digest digest = active.get();
        return store.read(digest).map(source -> PolicyText.of(digest, source));
    }

    /** The whole policy that a draft makes. */
    private Reading<BundleSource> whole(Draft draft) {
        return store.read(draft.base())
                .map(draft::over)
                .orElseGet(() -> new Reading.Invalid<>(List.of(Problem.of(
                        "base", "unknown-bundle", "no policy with this digest is kept here: reload the page"))));
    }

    /**
     * What is wrong with a draft, and what could be better; the worst first, at most 200.
     *
     * @param withCases whether to compile it and run its cases, which takes seconds
     */
    public Reading<List<Finding>> check(Draft draft, boolean withCases) {
        return whole(draft).map(whole -> findings(whole, withCases ? checked(whole) : RuleCheck.read(files(whole))));
    }

    private static SortedMap<String, byte[]> files(BundleSource whole) {
        return whole.content().rules();
    }

    private static List<RuleProblem> checked(BundleSource whole) {
        RuleCheck.Result result =
                RuleCheck.of(files(whole), whole.content().cases().files());
        return Stream.concat(result.problems().stream(), result.findings().stream())
                .toList();
    }

    private static List<Finding> findings(BundleSource whole, List<RuleProblem> problems) {
        SortedMap<String, byte[]> files = new TreeMap<>(files(whole));
        files.putAll(whole.content().cases().files());
        SortedMap<String, List<String>> lines = new TreeMap<>();
        return problems.stream()
                .sorted(Comparator.comparing(RuleProblem::severity).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_FINDINGS)
                .map(problem -> Finding.of(problem, line(problem, files, lines)))
                .toList();
    }

    private static String line(
            RuleProblem problem, SortedMap<String, byte[]> files, SortedMap<String, List<String>> lines) {
        List<String> text = lines.computeIfAbsent(
                problem.file(), file -> new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
        return problem.line() <= text.size() ? text.get(problem.line() - 1) : "";
    }

    /**
     * Decides recorded orders with it, and records nothing; at most the newest 20,000.
     *
     * @param period how far back
     */
    public Reading<WouldChange> wouldChange(Draft draft, Duration period) {
        return whole(draft).map(whole -> wouldChange(whole, period));
    }

    private WouldChange wouldChange(BundleSource draft, Duration period) {
        List<BundleProblem> problems = problems(RuleCheck.read(files(draft)).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList());
        if (!problems.isEmpty()) {
            return new WouldChange.Unusable(problems);
        }
        Instant now = changes.now();
        Instant from = Newest.of(journal, now.minus(period), now, MOST_DECISIONS);
        Selection selection = new Selection(new TreeMap<>(), Optional.of(from), Optional.of(now));
        Proposal proposal = Proposal.AS_RECORDED.withPolicyOf(draft).withModelOf(draft);
        ReplayJournal replay = ReplayJournal.over(journal, store, snapshots);
        try {
            ReplayReport report = replay.run(
                            selection, proposal, replay.start(selection, proposal, now), (decisions, state) -> {})
                    .report();
            return new WouldChange.Replayed(report, from, now);
        } catch (BundleException unusable) {
            return new WouldChange.Unusable(unusable.problems());
        }
    }

    /**
     * Keeps it, proposes it as a change and checks that. Nothing is kept or recorded of a draft whose own check fails.
     *
     * @param period how far back to replay for its dossier
     */
    public Reading<ChangeResult> propose(
            Draft draft, String reason, @Nullable String ticket, Duration period, Sender sender) {
        return whole(draft).map(whole -> propose(draft, whole, reason, ticket, period, sender));
    }

    private ChangeResult propose(
            Draft draft, BundleSource whole, String reason, @Nullable String ticket, Duration period, Sender sender) {
        if (!draft.base().equals(active.get())) {
            return new ChangeResult.Refused(
                    Refusal.STALE_BASE, "another policy decides by now than the one that was changed");
        }
        Digest digest = whole.content().manifest().digest();
        if (digest.equals(draft.base())) {
            return new ChangeResult.Refused(
                    Refusal.OTHER_CANDIDATE, "nothing that decides was changed; cases alone are no change of policy");
        }
        RuleCheck.Result check =
                RuleCheck.of(files(whole), whole.content().cases().files());
        if (!check.passed()) {
            return new ChangeResult.Unusable(problems(check.problems()));
        }
        if (hasOtherCases(digest, whole)) {
            return new ChangeResult.Refused(
                    Refusal.OTHER_CANDIDATE,
                    "the same policy was proposed before with other cases; give it another version");
        }
        store.keep(whole.content());
        Optional<String> candidate = Optional.of(digest.text());
        return switch (changes.propose(candidate, reason, ticket, sender)) {
            case ChangeResult.Done done -> changes.check(done.change().id(), candidate, period, sender);
            case ChangeResult.Refused refused -> refused;
            case ChangeResult.Unknown unknown -> unknown;
            case ChangeResult.Unusable unusable -> unusable;
        };
    }

    /** A digest does not cover cases, and what is kept never changes. */
    private boolean hasOtherCases(Digest digest, BundleSource whole) {
        return store.read(digest)
                .filter(kept -> !kept.content()
                        .cases()
                        .manifest()
                        .equals(whole.content().cases().manifest()))
                .isPresent();
    }

    private static List<BundleProblem> problems(List<RuleProblem> problems) {
        List<BundleProblem> all = new ArrayList<>();
        problems.forEach(problem -> all.add(
                new BundleProblem(problem.file(), problem.line(), problem.code().toString(), problem.message())));
        return all;
    }
}
