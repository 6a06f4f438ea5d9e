package dev.docket.service.bundle;

import dev.docket.bundle.BundleCases;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.signature.SignatureCheck;
import dev.docket.bundle.store.BundleStore;
import dev.docket.rules.RuleFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Prepares a bundle from its folder: checks the signature, compiles, runs checks, and keeps a copy. */
public final class PrepareBundle {
    private static final int MOST_UNREAD = 10;

    private final SignatureCheck signatures;
    private final BundleStore store;
    private final ActivationGate gate;

    /** Lets every bundle decide that is in order. */
    public PrepareBundle(SignatureCheck signatures, BundleStore store) {
        this(signatures, store, ActivationGate.OPEN);
    }

    /** @param gate asked for each bundle that is read from a folder */
    public PrepareBundle(SignatureCheck signatures, BundleStore store, ActivationGate gate) {
        this.signatures = signatures;
        this.store = store;
        this.gate = gate;
    }

    /**
     * A bundle that is ready to decide.
     *
     * @param warning a warning about its signature, and of files beside it that are not read
     * @param cases the number of cases run, all of which hold
     */
    public record Prepared(LoadedBundle loaded, Optional<String> warning, int cases) {}

    /**
     * Prepares the bundle that a service starts with. Its cases are not run, because there is no alternative and the
     * start should be fast.
     *
     * @throws BundleException if it must not decide, with every problem
     */
    public Prepared first(BundleFolder folder, BundleContent content, Instant now) {
        gate.check(content.manifest().digest(), now);
        return prepare(folder, content, now, loaded -> 0);
    }

    /**
     * Prepares a bundle to replace the active one: checks the signature before compiling anything, runs its
     * cases, and keeps a copy before any record can name it.
     *
     * @throws BundleException if it must not decide, with every problem
     */
    public Prepared prepare(BundleFolder folder, BundleContent content, Instant now) {
        gate.check(content.manifest().digest(), now);
        return prepare(folder, content, now, PrepareBundle::casesThatHold);
    }

    /** Prepares a kept bundle, of whatever version, that decides once the journal says so. */
    Prepared prepare(BundleSource source, Instant now) {
        Optional<String> warning = warning(source.folder(), source.content(), now);
        LoadedBundle loaded = BundleLoader.load(source.folder(), source.content());
        boolean isReady = false;
        try {
            int cases = casesThatHold(loaded);
            isReady = true;
            return new Prepared(loaded, warning, cases);
        } finally {
            if (!isReady) {
                loaded.close();
            }
        }
    }

    /** Remembers that it decides from now on. */
    void decides(Prepared prepared) {
        store.decides(prepared.loaded().bundle().id());
    }

    /**
     * Runs the cases of the active bundle.
     *
     * @return the number of cases run, all of which hold
     * @throws BundleException if a case does not hold
     */
    int triedCases(BundleFolder folder, BundleContent content) {
        try (LoadedBundle loaded = BundleLoader.load(folder, content)) {
            return casesThatHold(loaded);
        }
    }

    private static int casesThatHold(LoadedBundle loaded) {
        BundleCases.Outcome outcome = loaded.cases().run();
        if (!outcome.problems().isEmpty()) {
            throw new BundleException(outcome.problems());
        }
        return outcome.count();
    }

    private Prepared prepare(
            BundleFolder folder, BundleContent content, Instant now, ToIntFunction<LoadedBundle> casesThatHold) {
        Optional<String> warning = warning(folder, content, now);
        LoadedBundle loaded = BundleLoader.load(folder, content);
        boolean isReady = false;
        try {
            if (!gate.isApproved(content.manifest().digest(), now)) {
                store.refuseStepBack(loaded.bundle().id());
            }
            int cases = casesThatHold.applyAsInt(loaded);
            store.keep(content);
            store.decides(loaded.bundle().id());
            isReady = true;
            return new Prepared(loaded, warning, cases);
        } finally {
            if (!isReady) {
                loaded.close();
            }
        }
    }

    /** Checks the active bundle against its current signature. @throws BundleException if it is refused */
    Optional<String> keepAgain(BundleFolder folder, BundleContent content, Instant now) {
        Optional<String> warning = warning(folder, content, now);
        store.keep(content);
        return warning;
    }

    /** What is to be said of the signature, and of files that somebody may believe to decide. */
    private Optional<String> warning(BundleFolder folder, BundleContent content, Instant now) {
        List<String> warnings = Stream.concat(
                        signatures.check(content, now).stream(),
                        RuleFolder.unread(folder.rules()).stream()
                                .limit(MOST_UNREAD)
                                .map(file -> "%s %s.".formatted(file.file(), file.message())))
                .toList();
        return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", warnings));
    }
}
