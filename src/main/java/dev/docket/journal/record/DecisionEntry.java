package dev.docket.journal.record;

import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A decision.
 *
 * @param requestDigest of the request as sent, before defaults
 * @param bundleDigest the digest of the bundle that decided
 * @param modelDigest the digest of the model used; nothing without a model
 * @param sender who asked for it
 * @param facets the search keys
 * @param request the request as received, UTF-8 JSON, masked
 * @param answer the answer as sent, UTF-8 JSON, masked and without its {@code record} block
 * @param masked the request paths whose values are replaced by commitments; usually none
 * @param spooled whether it was acknowledged while the shared store was unavailable, and recorded later
 * @param underEmergency the policy change by which its bundle decided without approval; usually none
 * @param arm its part in a canary; nothing while no candidate is in canary
 * @param mapped which mapping made the request; nothing if it was sent as it is
 */
public record DecisionEntry(
        DecisionId decisionId,
        String requestId,
        RequestDigest requestDigest,
        Digest bundleDigest,
        Optional<Digest> modelDigest,
        Instant at,
        Sender sender,
        Facets facets,
        Payload request,
        Payload answer,
        SortedSet<String> masked,
        boolean spooled,
        Optional<String> underEmergency,
        Optional<CanaryArm> arm,
        Optional<MappedBy> mapped)
        implements Entry {
    public DecisionEntry {
        masked = Collections.unmodifiableSortedSet(new TreeSet<>(masked));
    }

    /** A decision of a request that was sent as it is. */
    public DecisionEntry(
            DecisionId decisionId,
            String requestId,
            RequestDigest requestDigest,
            Digest bundleDigest,
            Optional<Digest> modelDigest,
            Instant at,
            Sender sender,
            Facets facets,
            Payload request,
            Payload answer,
            SortedSet<String> masked,
            boolean spooled,
            Optional<String> underEmergency,
            Optional<CanaryArm> arm) {
        this(
                decisionId,
                requestId,
                requestDigest,
                bundleDigest,
                modelDigest,
                at,
                sender,
                facets,
                request,
                answer,
                masked,
                spooled,
                underEmergency,
                arm,
                Optional.empty());
    }

    /** A decision of a bundle that was approved, or needs no approval. */
    public DecisionEntry(
            DecisionId decisionId,
            String requestId,
            RequestDigest requestDigest,
            Digest bundleDigest,
            Optional<Digest> modelDigest,
            Instant at,
            Sender sender,
            Facets facets,
            Payload request,
            Payload answer,
            SortedSet<String> masked,
            boolean spooled) {
        this(
                decisionId,
                requestId,
                requestDigest,
                bundleDigest,
                modelDigest,
                at,
                sender,
                facets,
                request,
                answer,
                masked,
                spooled,
                Optional.empty(),
                Optional.empty());
    }

    /** An unmasked decision that goes straight into the store, and did not come in a call. */
    public DecisionEntry(
            DecisionId decisionId,
            String requestId,
            RequestDigest requestDigest,
            Digest bundleDigest,
            Optional<Digest> modelDigest,
            Instant at,
            String caller,
            Facets facets,
            Payload request,
            Payload answer) {
        this(
                decisionId,
                requestId,
                requestDigest,
                bundleDigest,
                modelDigest,
                at,
                Sender.named(caller),
                facets,
                request,
                answer,
                Collections.emptySortedSet(),
                false);
    }

    /** The model's digest as records have it: an empty text without a model. */
    public String modelDigestText() {
        return modelDigest.map(Digest::text).orElse("");
    }

    @Override
    public String caller() {
        return sender.caller();
    }

    /** The same entry, marked as spooled. */
    public DecisionEntry afterSpooling() {
        return new DecisionEntry(
                decisionId,
                requestId,
                requestDigest,
                bundleDigest,
                modelDigest,
                at,
                sender,
                facets,
                request,
                answer,
                masked,
                true,
                underEmergency,
                arm,
                mapped);
    }
}
