package dev.docket.service.bundle;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the active bundle with the current content of its folders, or keeps it and reports why. Requests continue.
 */
public final class ActivateBundle {
    private final Supplier<BundleFolder> folder;
    private final PrepareBundle preparation;
    private final ActiveBundle active;
    private final InstantSource clock;
    private final Consumer<Activation> results;
    private volatile Current current;
    // The digest of the cases run last. Those of the start-up bundle were never run.
    private @Nullable Digest tried;
    private volatile boolean isBusy;
    private volatile @Nullable Activation last;

    private record Current(Instant since, @Nullable String warning, int cases) {}

    /**
     * @param folder supplies the folders to read, each time
     * @param warning a warning about the active bundle's signature, if any
     * @param results receives the result for each candidate, for the log
     */
    public ActivateBundle(
            Supplier<BundleFolder> folder,
            PrepareBundle preparation,
            ActiveBundle active,
            Optional<String> warning,
            InstantSource clock,
            Consumer<Activation> results) {
        this.folder = folder;
        this.preparation = preparation;
        this.active = active;
        this.clock = clock;
        this.results = results;
        this.current = new Current(clock.instant(), warning.orElse(null), 0);
    }

    /** Reads, checks and activates, one candidate at a time. */
    public synchronized Activation activate() {
        isBusy = true;
        try {
            Activation activation = attempt();
            last = activation;
            results.accept(activation);
            return activation;
        } finally {
            isBusy = false;
        }
    }

    /**
     * Checks a bundle that the journal is about to name, and activates it once that is recorded; whatever its version, because
     * the way back is recorded as well.
     *
     * @param recording records it, and says why if it could not be; called once the bundle is known to work
     */
    public synchronized Activation activate(BundleSource source, Supplier<Optional<BundleProblem>> recording) {
        isBusy = true;
        try {
            Activation activation = attempt(source, recording);
            last = activation;
            results.accept(activation);
            return activation;
        } finally {
            isBusy = false;
        }
    }

    /**
     * Checks a kept bundle that is to decide beside the active one: its signature, that it compiles, and its cases. The caller
     * frees it.
     *
     * @throws BundleException if it must not decide, with every problem
     */
    public SharedBundle beside(BundleSource source) {
        return SharedBundle.of(preparation.prepare(source, clock.instant()).loaded());
    }

    private Activation attempt(BundleSource source, Supplier<Optional<BundleProblem>> recording) {
        Instant now = clock.instant();
        Digest digest = source.content().manifest().digest();
        try {
            BundleId deciding = active.get().id();
            if (digest.equals(deciding.digest())) {
                Optional<BundleProblem> unrecorded = recording.get();
                return unrecorded.isPresent()
                        ? new Activation.Refused(digest, now, List.of(unrecorded.get()))
                        : new Activation.Unchanged(deciding, now);
            }
            PrepareBundle.Prepared prepared = preparation.prepare(source, now);
            Optional<BundleProblem> unrecorded = recordedOrFreed(prepared, recording);
            if (unrecorded.isPresent()) {
                return new Activation.Refused(digest, now, List.of(unrecorded.get()));
            }
            active.replaceBy(SharedBundle.of(prepared.loaded()));
            preparation.decides(prepared);
            Instant since = clock.instant();
            String warning = prepared.warning().orElse(null);
            current = new Current(since, warning, prepared.cases());
            tried = source.content().cases().manifest().digest();
            return new Activation.Activated(prepared.loaded().bundle().id(), since, warning, prepared.cases());
        } catch (BundleException refused) {
            return new Activation.Refused(digest, now, refused.problems());
        }
    }

    private static Optional<BundleProblem> recordedOrFreed(
            PrepareBundle.Prepared prepared, Supplier<Optional<BundleProblem>> recording) {
        boolean isRecorded = false;
        try {
            Optional<BundleProblem> unrecorded = recording.get();
            isRecorded = unrecorded.isEmpty();
            return unrecorded;
        } finally {
            if (!isRecorded) {
                prepared.loaded().close();
            }
        }
    }

    private Activation attempt() {
        Instant now = clock.instant();
        Digest digest = null;
        try {
            BundleFolder source = folder.get();
            BundleContent content = BundleContent.read(source);
            digest = content.manifest().digest();
            // Cases are outside the digest: perhaps only they were edited.
            Digest examples = content.cases().manifest().digest();
            BundleId deciding = active.get().id();
            if (digest.equals(deciding.digest())) {
                // The same rules may have been signed since.
                String warning = preparation.keepAgain(source, content, now).orElse(null);
                int cases = examples.equals(tried) ? current.cases() : preparation.triedCases(source, content);
                tried = examples;
                current = new Current(current.since(), warning, cases);
                return new Activation.Unchanged(deciding, now);
            }
            PrepareBundle.Prepared prepared = preparation.prepare(source, content, now);
            String warning = prepared.warning().orElse(null);
            active.replaceBy(SharedBundle.of(prepared.loaded()));
            Instant since = clock.instant();
            current = new Current(since, warning, prepared.cases());
            tried = examples;
            return new Activation.Activated(prepared.loaded().bundle().id(), since, warning, prepared.cases());
        } catch (BundleException refused) {
            return new Activation.Refused(digest, now, refused.problems());
        } catch (RuntimeException defect) {
            // Whatever is wrong with a candidate, the service keeps its active bundle and reports the reason.
            return new Activation.Refused(
                    digest, now, List.of(BundleProblem.of(BundleProblem.UNREADABLE, "unexpected: " + defect)));
        }
    }

    /** The active bundle, and the result for the last candidate. */
    public BundleStatus status() {
        Current now = current;
        return new BundleStatus(
                active.get().id(), now.since(), now.warning(), now.cases(), isBusy, Optional.ofNullable(last));
    }
}
