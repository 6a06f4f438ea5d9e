package dev.docket.service;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.BundleStore;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.SignatureCheck;
import dev.docket.decision.BundleProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes a bundle from its folder ready to decide: signature, compilation, checks, and a copy that is kept. */
public final class PrepareBundle {
    private final SignatureCheck signatures;
    private final List<CandidateCheck> checks;
    private final BundleStore store;

    /** @param checks every one is asked, so that people see all problems at once */
    public PrepareBundle(SignatureCheck signatures, List<CandidateCheck> checks, BundleStore store) {
        this.signatures = signatures;
        this.checks = List.copyOf(checks);
        this.store = store;
    }

    /**
     * A bundle that may decide.
     *
     * @param warning what is to be said of its signature
     */
    public record Prepared(LoadedBundle loaded, Optional<String> warning) {}

    /**
     * Checks the signature before anything is compiled, and keeps the bundle before any record can name it.
     *
     * @throws BundleException when it must not decide, with every problem
     */
    public Prepared prepare(BundleFolder folder, BundleContent content, Instant now) {
        Optional<String> warning = signatures.check(content, now);
        LoadedBundle loaded = BundleLoader.load(folder, content);
        boolean isReady = false;
        try {
            List<BundleProblem> problems = checks.stream()
                    .flatMap(check -> check.problems(new Candidate(folder, loaded)).stream())
                    .toList();
            if (!problems.isEmpty()) {
                throw new BundleException(problems);
            }
            store.keep(content);
            isReady = true;
            return new Prepared(loaded, warning);
        } finally {
            if (!isReady) {
                loaded.close();
            }
        }
    }

    /** Holds an active bundle against the signature that it has now. @throws BundleException when it is refused */
    Optional<String> keepAgain(BundleContent content, Instant now) {
        Optional<String> warning = signatures.check(content, now);
        store.keep(content);
        return warning;
    }
}
