package dev.docket.change;

import dev.docket.digest.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * A step with its place in the log.
 *
 * @param number its place among all steps of the store, from 1
 * @param after the hash of the record of the step before it; nothing but zeros for the first
 * @param record the hash of its own record
 * @param document the digest of its document
 * @param caller who sent it, as the record names callers
 */
public record Taken(
        long number,
        Digest after,
        Digest record,
        String changeId,
        Instant at,
        String caller,
        Digest document,
        Step step) {
    /** Whether the record's caller is the subject that the step names. */
    boolean isByItsCaller() {
        return subjectOf(caller).filter(step.by()::equals).isPresent();
    }

    /** Who a caller is, whichever credential they used: {@code key:NAME/KEY-ID} is key:NAME, {@code user:NAME/SUBJECT} is user:SUBJECT. */
    public static Optional<String> subjectOf(String caller) {
        if (caller.equals(Step.GUARD)) {
            return Optional.of(caller);
        }
        int slash = caller.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return caller.startsWith("user:")
                ? Optional.of("user:" + caller.substring(slash + 1))
                : caller.startsWith("key:") ? Optional.of(caller.substring(0, slash)) : Optional.empty();
    }
}
