package dev.docket.change;

import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Limits;
import dev.docket.change.guard.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approved candidate that decides for a part of the orders.
 *
 * @param number of the step that began it
 * @param since when that was
 * @param base the policy that decides for all others
 * @param limits stated before it began
 * @param figures what it came to; nothing while it runs
 */
public record Canary(
        long number,
        Instant since,
        String candidate,
        String base,
        Selector selector,
        Limits limits,
        @Nullable Figures figures) {
    /** Whether it has not ended. */
    boolean isOpen() {
        return figures == null;
    }

    /** Whether it ended well. */
    boolean isHealthy() {
        return figures != null && figures.verdict() == Verdict.HEALTHY;
    }

    /** What approvers are to see of it. */
    Dossier.Tried tried() {
        return new Dossier.Tried(number, selector, limits, figures);
    }

    Canary with(Selector raised) {
        return new Canary(number, since, candidate, base, raised, limits, figures);
    }

    Canary endedWith(Figures seen) {
        return new Canary(number, since, candidate, base, selector, limits, seen);
    }
}
