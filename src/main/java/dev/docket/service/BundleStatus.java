package dev.docket.service;

import dev.docket.decision.BundleId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides, and what became of the last wish to change it.
 *
 * @param since when the active bundle became active
 * @param warning what is to be said of the active bundle's signature, or null
 * @param cases how many cases were run before it became active, all of which hold; 0 for the bundle of the start
 * @param isBusy whether a candidate is being compiled and checked now
 * @param last what came of the last candidate, empty when there was none since the start
 */
public record BundleStatus(
        BundleId active,
        Instant since,
        @Nullable String warning,
        int cases,
        boolean isBusy,
        Optional<Activation> last) {}
