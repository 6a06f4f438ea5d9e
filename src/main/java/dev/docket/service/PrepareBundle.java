package dev.docket.service;

import dev.docket.bundle.BundleCases;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.BundleStore;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.SignatureCheck;
import dev.docket.rules.RuleFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Makes a bundle from its folder ready to decide: signature, compilation, checks, and a copy that is kept. */
public final class PrepareBundle {
    private static final int MOST_UNREAD = 10;

    private final SignatureCheck signatures;
    private final BundleStore store;

    public PrepareBundle(SignatureCheck signatures, BundleStore store) {
        this.signatures = signatures;
        this.store = store;
    }

    /**
     * A bundle that may decide.
     *
     * @param warning what is to be said of its signature, and of files beside it that are not read
     * @param cases how many cases were run, all of which hold
     */
    public record Prepared(LoadedBundle loaded, Optional<String> warning, int cases) {}

    /**
     * Prepares the bundle that a service starts with. Its cases are not run: there is nothing else to decide with, and a
     * start should be quick.
     *
     * @throws BundleException when it must not decide, with every problem
     */
    public Prepared first(BundleFolder folder, BundleContent content, Instant now) {
        return prepare(folder, content, now, loaded -> 0);
    }

    /**
     * Prepares a bundle that takes over from another one: checks the signature before anything is compiled, runs its
     * cases, and keeps the bundle before any record can name it.
     *
     * @throws BundleException when it must not decide, with every problem
     */
    public Prepared prepare(BundleFolder folder, BundleContent content, Instant now) {
        return prepare(folder, content, now, loaded -> casesThatHold(loaded, folder));
    }

    /**
     * Runs the cases of a bundle that decides already.
     *
     * @return how many were run, all of which hold
     * @throws BundleException when one does not
     */
    int triedCases(BundleFolder folder, BundleContent content) {
        try (LoadedBundle loaded = BundleLoader.load(folder, content)) {
            return casesThatHold(loaded, folder);
        }
    }

    private static int casesThatHold(LoadedBundle loaded, BundleFolder folder) {
        BundleCases.Outcome outcome = loaded.cases().run(folder.rules());
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
            int cases = casesThatHold.applyAsInt(loaded);
            store.keep(content);
            isReady = true;
            return new Prepared(loaded, warning, cases);
        } finally {
            if (!isReady) {
                loaded.close();
            }
        }
    }

    /** Holds an active bundle against the signature that it has now. @throws BundleException when it is refused */
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
