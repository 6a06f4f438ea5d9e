package dev.docket.service.change;

import dev.docket.access.Sender;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.PolicyLog;
import dev.docket.change.Refusal;
import dev.docket.change.Step;
import dev.docket.change.Taken;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.journal.Journal;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.bundle.Activation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a policy change from proposal to deciding. Every step is recorded before it has an effect, under the caller who took it;
 * nothing about a change is anywhere else. Throws {@link dev.docket.service.StoreUnavailableException} when the journal is
 * unavailable.
 */
public final class ChangePolicy {
    private static final int ID_BYTES = 8;

    private final Supplier<BundleFolder> folder;
    private final BundleStore store;
    private final MakeDossier dossiers;
    private final RecordSteps steps;
    private final ChangeLog changes;
    private final ActivateBundle activation;
    private final ApprovalGate gate;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param folder where candidates are read, each time */
    public ChangePolicy(
            Supplier<BundleFolder> folder,
            BundleStore store,
            MakeDossier dossiers,
            Journal journal,
            ChangeLog changes,
            ActivateBundle activation,
            ApprovalGate gate,
            InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.dossiers = dossiers;
        this.steps = new RecordSteps(journal, changes, clock);
        this.changes = changes;
        this.activation = activation;
        this.gate = gate;
        this.clock = clock;
    }

    /** All changes. */
    public PolicyLog log() {
        return changes.now();
    }

    /** Whether a bundle needs approval here. */
    public boolean isRequired() {
        return gate.isRequired();
    }

    /** A change. */
    public Optional<Change> find(String changeId) {
        return Optional.ofNullable(log().changes().get(changeId));
    }

    /** The steps of a change with their records, in their order; none if there is no such change. */
    public List<StepTaken> steps(String changeId) {
        return changes.steps(changeId);
    }

    /** What approvers are to see: exactly the bytes that the digest of the dossier is over. */
    public Optional<byte[]> dossier(String changeId) {
        return find(changeId).flatMap(change -> Optional.ofNullable(change.checked())
                .map(seen -> RecordedSteps.document(
                        new Step.Checked(seen.by(), change.candidate(), change.base(), seen.dossier()))));
    }

    /**
     * Proposes what the configured folders hold now, or a kept bundle.
     *
     * @param candidate the digest of a kept bundle; nothing for the folders
     */
    public ChangeResult propose(Optional<String> candidate, String reason, @Nullable String ticket, Sender sender) {
        return using(
                candidate,
                source -> steps.record(
                        newId(), sender, log -> new Step.Proposed(subject(sender), digest(source), reason, ticket)));
    }

    /**
     * Compares, checks and replays a candidate. Other content than before makes an author of whoever sends it.
     *
     * @param candidate the digest of a kept bundle; nothing for what the folders hold now
     * @param period how far back to replay
     */
    public ChangeResult check(String changeId, Optional<String> candidate, Duration period, Sender sender) {
        if (!log().changes().containsKey(changeId)) {
            return new ChangeResult.Unknown(changeId);
        }
        return using(candidate, source -> {
            PolicyLog log = log();
            String base = log.base();
            Change before = log.changes().get(changeId);
            Dossier.@Nullable Shadow seen =
                    before != null && before.candidate().equals(digest(source)) ? before.figures() : null;
            List<Dossier.Tried> tried = before == null ? List.of() : before.triedWith(digest(source));
            Dossier dossier = dossiers.of(source, kept(base), seen, tried, period, now());
            return steps.record(
                    changeId, sender, ignored -> new Step.Checked(subject(sender), digest(source), base, dossier));
        });
    }

    /** Puts it before the approvers. */
    public ChangeResult submit(String changeId, Sender sender) {
        return steps.record(changeId, sender, log -> {
            Change change = log.changes().get(changeId);
            return new Step.Submitted(
                    subject(sender),
                    change == null ? "" : change.candidate(),
                    change == null ? "" : change.base(),
                    change == null || change.checked() == null
                            ? ""
                            : change.checked().digest());
        });
    }

    /**
     * Approves exactly what was signed.
     *
     * @param said what the approver signed, and with which key
     */
    public ChangeResult approve(String changeId, Approval said, Sender sender) {
        return steps.record(
                changeId,
                sender,
                log -> new Step.Approved(
                        subject(sender),
                        said.candidate(),
                        said.base(),
                        said.dossier(),
                        said.submission(),
                        said.key(),
                        said.signature()));
    }

    /** What an approver signed: the parts of {@link dev.docket.change.Statement}, with the public key and the signature. */
    public record Approval(
            String candidate, String base, String dossier, String submission, String key, String signature) {}

    public ChangeResult reject(String changeId, String reason, Sender sender) {
        return steps.record(changeId, sender, log -> new Step.Rejected(subject(sender), reason));
    }

    public ChangeResult withdraw(String changeId, String reason, Sender sender) {
        return steps.record(changeId, sender, log -> new Step.Withdrawn(subject(sender), reason));
    }

    /** Lets an approved change decide. Its cases run once more first. */
    public ChangeResult promote(String changeId, Sender sender) {
        Change change = log().changes().get(changeId);
        if (change == null) {
            return new ChangeResult.Unknown(changeId);
        }
        return activated(
                change.candidate(),
                () -> steps.record(
                        changeId, sender, log -> new Step.Promoted(subject(sender), change.candidate(), log.base())));
    }

    /** Lets the policy before decide again: what an emergency replaced, or what was approved before. */
    public ChangeResult rollBack(String reason, Sender sender) {
        return rollBack(log(), now(), reason, sender);
    }

    /** The same, but only if it is this change that decides: whoever asks may have seen an older state. */
    public ChangeResult rollBack(String changeId, String reason, Sender sender) {
        PolicyLog log = log();
        Instant now = now();
        if (!log.changes().containsKey(changeId)) {
            return new ChangeResult.Unknown(changeId);
        }
        return log.decidingChange(now).filter(changeId::equals).isPresent()
                ? rollBack(log, now, reason, sender)
                : new ChangeResult.Refused(Refusal.WRONG_STATE, "%s does not decide now".formatted(changeId));
    }

    private ChangeResult rollBack(PolicyLog log, Instant now, String reason, Sender sender) {
        Optional<PolicyLog.Emergency> emergency = log.emergencyAt(now);
        int left = log.approved().size() - (emergency.isPresent() ? 0 : 1);
        if (left < 1) {
            return new ChangeResult.Refused(Refusal.NOTHING_BEFORE, "no policy was approved before this one");
        }
        String from = log.decides(now).orElseThrow();
        String to = log.approved().get(left - 1).digest();
        String changeId = log.decidingChange(now).orElseThrow();
        return activated(
                to,
                () -> steps.record(
                        changeId, sender, ignored -> new Step.RolledBack(subject(sender), from, to, reason)));
    }

    /**
     * Lets what the folders hold, or a kept bundle, decide without approval for a time. Every answer and record says so.
     *
     * @param lasting at most {@link PolicyLog#LONGEST_EMERGENCY}
     */
    public ChangeResult emergency(Optional<String> candidate, String reason, Duration lasting, Sender sender) {
        if (!gate.isRequired()) {
            return new ChangeResult.Refused(
                    Refusal.WRONG_STATE, "approval is not required here (docket.change.required): activate the bundle");
        }
        if (!lasting.isPositive() || lasting.compareTo(PolicyLog.LONGEST_EMERGENCY) > 0) {
            return new ChangeResult.Refused(
                    Refusal.TOO_LONG,
                    "an emergency lasts %s hours at most, and not %s"
                            .formatted(PolicyLog.LONGEST_EMERGENCY.toHours(), lasting));
        }
        // Nothing is recorded before the bundle is known to work: a change that nobody wanted would stay.
        return using(
                candidate,
                source -> activated(digest(source), () -> inEmergency(digest(source), reason, lasting, sender)));
    }

    private ChangeResult inEmergency(String digest, String reason, Duration lasting, Sender sender) {
        String id = newId();
        ChangeResult proposed =
                steps.record(id, sender, log -> new Step.Proposed(subject(sender), digest, reason, null));
        return proposed instanceof ChangeResult.Done
                ? steps.record(
                        id, sender, log -> new Step.Emergency(subject(sender), digest, reason, now().plus(lasting)))
                : proposed;
    }

    /**
     * Lets what the journal says decide, if something else does: another service promoted it, or an emergency is over.
     *
     * @throws BundleException if it is nowhere here
     */
    public Optional<Activation> follow() {
        Optional<Digest> wanted = gate.isRequired() ? gate.decides(now()) : Optional.empty();
        if (wanted.isEmpty() || wanted.get().equals(activation.status().active().digest())) {
            return Optional.empty();
        }
        return Optional.of(activation.activate(Candidates.found(store, folder, wanted.get()), Optional::empty));
    }

    private ChangeResult activated(String digest, Supplier<ChangeResult> recording) {
        Optional<BundleSource> source = kept(digest);
        if (source.isEmpty()) {
            return unknownBundle(digest);
        }
        AtomicReference<@Nullable ChangeResult> recorded = new AtomicReference<>();
        Activation came = activation.activate(source.get(), () -> {
            ChangeResult result = recording.get();
            recorded.set(result);
            return result instanceof ChangeResult.Done
                    ? Optional.empty()
                    : Optional.of(BundleProblem.of(BundleProblem.UNAPPROVED, "the step was not recorded"));
        });
        ChangeResult result = recorded.get();
        if (result != null) {
            return result;
        }
        return switch (came) {
            case Activation.Refused refused -> new ChangeResult.Unusable(refused.problems());
            case Activation.Activated activated -> throw new IllegalStateException("activated without a record");
            case Activation.Unchanged unchanged -> throw new IllegalStateException("activated without a record");
        };
    }

    private ChangeResult using(Optional<String> candidate, Function<BundleSource, ChangeResult> step) {
        try {
            Optional<BundleSource> source =
                    candidate.isPresent() ? kept(candidate.get()) : Optional.of(BundleSource.read(folder.get()));
            if (source.isEmpty()) {
                return unknownBundle(candidate.orElse(""));
            }
            store.keep(source.get().content());
            return step.apply(source.get());
        } catch (BundleException unusable) {
            return new ChangeResult.Unusable(unusable.problems());
        }
    }

    private static ChangeResult unknownBundle(String digest) {
        return new ChangeResult.Refused(
                Refusal.OTHER_CANDIDATE, "no bundle with the digest '%s' is kept here".formatted(digest));
    }

    private Optional<BundleSource> kept(String digest) {
        return Digest.isDigest(digest) ? store.read(new Digest(digest)) : Optional.empty();
    }

    private static String digest(BundleSource source) {
        return source.content().manifest().digest().text();
    }

    private static String subject(Sender sender) {
        return Taken.subjectOf(sender.caller()).orElse(sender.caller());
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "c-" + HexFormat.of().formatHex(bytes);
    }

    /** The time, in whole milliseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
