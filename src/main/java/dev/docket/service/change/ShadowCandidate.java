package dev.docket.service.change;

import dev.docket.access.Sender;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.Refusal;
import dev.docket.change.Step;
import dev.docket.change.Taken;
import dev.docket.digest.Digest;
import dev.docket.journal.Followers;
import dev.docket.journal.Journal;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.replay.FollowJournal;
import dev.docket.service.replay.FollowReport;
import dev.docket.service.replay.FollowState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a candidate decide each new record again beside the policy that decides, with no work in the request. Reports while it
 * runs; what it saw is recorded when it ends.
 */
public final class ShadowCandidate implements AutoCloseable {
    private final Journal journal;
    private final BundleStore store;
    private final SnapshotStore snapshots;
    private final Supplier<BundleFolder> folder;
    private final ChangeLog changes;
    private final RecordSteps steps;
    private final Followers followers;
    private final InstantSource clock;
    private final RecordReader reader = new RecordReader();
    private @Nullable FollowJournal following;
    private String followed = "";
    private volatile long lag;

    /**
     * What a shadow saw so far.
     *
     * @param lag how many records it has not looked at
     */
    public record Seen(Change.Shadow shadow, FollowReport report, long lag) {}

    public ShadowCandidate(
            Journal journal,
            BundleStore store,
            SnapshotStore snapshots,
            Supplier<BundleFolder> folder,
            ChangeLog changes,
            Followers followers,
            InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.snapshots = snapshots;
        this.folder = folder;
        this.changes = changes;
        this.steps = new RecordSteps(journal, changes, clock);
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Begins to follow, with nothing counted.
     *
     * @param from the first time of receipt that counts; nothing for now
     */
    public ChangeResult begin(String changeId, Optional<Instant> from, Sender sender) {
        Instant first = from.orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
        return steps.record(changeId, sender, log -> {
            Change change = log.changes().get(changeId);
            return new Step.ShadowBegun(by(sender), change == null ? "" : change.candidate(), first);
        });
    }

    /** Ends it, and records what it saw. */
    public ChangeResult end(String changeId, Sender sender) {
        Optional<Change.Shadow> running = running(changeId);
        if (running.isEmpty()) {
            return changes.now().changes().containsKey(changeId)
                    ? new ChangeResult.Refused(Refusal.WRONG_STATE, "%s is not in shadow".formatted(changeId))
                    : new ChangeResult.Unknown(changeId);
        }
        FollowState state = state(changeId, running.get());
        Dossier.Shadow figures = ShadowFigures.of(
                state, clock.instant().truncatedTo(ChronoUnit.MILLIS), FollowJournal.lag(journal, state));
        return steps.record(
                changeId,
                sender,
                log -> new Step.ShadowEnded(by(sender), running.get().candidate(), figures));
    }

    /** What the last shadow of a change saw. Nothing if it never had one. */
    public Optional<Seen> seen(String changeId) {
        return Optional.ofNullable(changes.now().changes().get(changeId))
                .flatMap(change -> Optional.ofNullable(change.shadow()))
                .map(shadow -> StoreUnavailableException.reading(() -> {
                    FollowState state = state(changeId, shadow);
                    boolean isRunning = shadow.figures() == null;
                    return new Seen(shadow, state.report(), isRunning ? FollowJournal.lag(journal, state) : 0);
                }));
    }

    private Optional<Change.Shadow> running(String changeId) {
        return Optional.ofNullable(changes.now().changes().get(changeId))
                .filter(Change::isInShadow)
                .flatMap(change -> Optional.ofNullable(change.shadow()));
    }

    /**
     * Decides the next records again, if this service is the one that follows.
     *
     * @return whether there may be more at once
     * @throws BundleException if the candidate cannot be used here
     */
    public synchronized boolean follow() {
        Optional<Change> change = changes.now().changes().values().stream()
                .filter(Change::isInShadow)
                .findFirst();
        if (change.isEmpty() || !followers.isMine()) {
            lag = 0;
            close();
            return false;
        }
        String id = change.get().id();
        Change.@Nullable Shadow shadow = change.get().shadow();
        if (shadow == null) {
            return false;
        }
        return StoreUnavailableException.reading(() -> {
            FollowState before = state(id, shadow);
            FollowState after = follower(key(id, shadow), shadow).next(before);
            boolean isNew = !after.equals(before);
            if (isNew) {
                followers.write(key(id, shadow), new JsonWriter().value(after).bytes());
            }
            lag = FollowJournal.lag(journal, after);
            return isNew;
        });
    }

    private FollowJournal follower(String key, Change.Shadow shadow) {
        FollowJournal open = following;
        if (open == null || !followed.equals(key)) {
            close();
            present(new Digest(shadow.candidate()));
            open = new FollowJournal(journal, store, snapshots, new Digest(shadow.candidate()));
            following = open;
            followed = key;
        }
        return open;
    }

    // Another service may have what this one has not.
    private void present(Digest candidate) {
        try {
            Candidates.found(store, folder, candidate);
        } catch (BundleException lacking) {
            followers.close();
            throw lacking;
        }
    }

    private FollowState state(String changeId, Change.Shadow shadow) {
        return followers
                .read(key(changeId, shadow))
                .map(bytes -> switch (reader.jsonAgain(FollowState.class, bytes)) {
                    case Reading.Valid<FollowState> valid -> valid.value();
                    case Reading.Invalid<FollowState> invalid ->
                        throw new IllegalStateException("what the follower of %s wrote cannot be read: %s"
                                .formatted(changeId, invalid.problems()));
                })
                .orElseGet(() -> FollowJournal.start(journal, new Digest(shadow.candidate()), shadow.from()));
    }

    // The step's number is in no other shadow, so a new one begins with nothing.
    private static String key(String changeId, Change.Shadow shadow) {
        return "%s-%s".formatted(changeId, shadow.number());
    }

    /** How many records the shadow that runs here has not looked at; 0 where none does. */
    public long lag() {
        return lag;
    }

    private static String by(Sender sender) {
        return Taken.subjectOf(sender.caller()).orElse(sender.caller());
    }

    /** Frees the candidate; the next look begins where the last one ended. */
    @Override
    public synchronized void close() {
        FollowJournal open = following;
        following = null;
        if (open != null) {
            open.close();
        }
    }
}
