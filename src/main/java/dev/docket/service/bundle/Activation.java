package dev.docket.service.bundle;

import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of trying to activate a bundle. */
public sealed interface Activation {
    /**
     * Activated.
     *
     * @param warning a warning about its signature, or null
     * @param cases the number of cases run, all of which hold; 0 if its folder has none
     */
    record Activated(BundleId bundle, Instant at, @Nullable String warning, int cases) implements Activation {}

    /** Already active. */
    record Unchanged(BundleId bundle, Instant at) implements Activation {}

    /**
     * Refused. The previous bundle stays active.
     *
     * @param digest the candidate's digest, or null if it could not be read
     */
    record Refused(@Nullable Digest digest, Instant at, List<BundleProblem> problems) implements Activation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
