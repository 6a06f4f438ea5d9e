package dev.docket.service;

import dev.docket.decision.BundleId;
import dev.docket.decision.BundleProblem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of the wish to make a bundle active. */
public sealed interface Activation {
    /**
     * It decides now.
     *
     * @param warning what is to be said of its signature, or null
     * @param cases how many cases were run, all of which hold; 0 when its folder has none
     */
    record Activated(BundleId bundle, Instant at, @Nullable String warning, int cases) implements Activation {}

    /** It decides already. */
    record Unchanged(BundleId bundle, Instant at) implements Activation {}

    /**
     * It does not decide; what was active still does.
     *
     * @param digest the candidate's, or null when it could not be read
     */
    record Refused(@Nullable String digest, Instant at, List<BundleProblem> problems) implements Activation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
