package dev.docket.service.bundle;

import dev.docket.decision.id.BundleId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The active bundle, and the result of the last attempt to change it.
 *
 * @param since when the active bundle became active
 * @param warning a warning about the active bundle's signature, or null
 * @param cases the number of cases run before it became active, all of which hold; 0 for the start-up bundle
 * @param isBusy whether a candidate is being compiled and checked
 * @param last the result for the last candidate, empty if there was none since the start
 */
public record BundleStatus(
        BundleId active,
        Instant since,
        @Nullable String warning,
        int cases,
        boolean isBusy,
        Optional<Activation> last) {}
