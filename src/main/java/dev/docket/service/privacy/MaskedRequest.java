package dev.docket.service.privacy;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.digest.RequestDigest;
import dev.docket.service.Request;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/** A request in the form in which it is stored. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the journal; never compared
public sealed interface MaskedRequest {
    /** The request as received, with commitments instead of masked values. */
    byte[] content();

    /** The digest to store: a keyed one if anything is masked. */
    RequestDigest digest();

    /** The masked paths that are present; usually none. */
    SortedSet<String> paths();

    /** Whether a recorded digest belongs to the same content, whatever was masked at the time. */
    boolean isRecordedAs(RequestDigest recordedDigest);

    /** The decision in the form in which it is stored. */
    Decision decision(Decision decision, Bundle bundle);

    /** The search key for a path: {@code masked}, or the value. */
    String facet(String path, String value);

    /**
     * Nothing is masked.
     *
     * @param digests the digests under which it may have been recorded
     */
    record Whole(Request request, List<RequestDigest> digests) implements MaskedRequest {
        @Override
        public byte[] content() {
            return request.content();
        }

        @Override
        public RequestDigest digest() {
            return RequestDigest.of(request.digest());
        }

        @Override
        public SortedSet<String> paths() {
            return Collections.emptySortedSet();
        }

        @Override
        public boolean isRecordedAs(RequestDigest recordedDigest) {
            return digests.contains(recordedDigest);
        }

        @Override
        public Decision decision(Decision decision, Bundle bundle) {
            return decision;
        }

        @Override
        public String facet(String path, String value) {
            return value;
        }
    }

    /**
     * Something is masked.
     *
     * @param digests the digests under which it may have been recorded; the keyed one is the first
     */
    record Masked(byte[] content, List<RequestDigest> digests, SortedSet<String> paths, MaskedDecision decisions)
            implements MaskedRequest {
        @Override
        public RequestDigest digest() {
            return digests.getFirst();
        }

        @Override
        public boolean isRecordedAs(RequestDigest recordedDigest) {
            return digests.contains(recordedDigest);
        }

        @Override
        public Decision decision(Decision decision, Bundle bundle) {
            return decisions.of(decision, bundle);
        }

        @Override
        public String facet(String path, String value) {
            return decisions.concerns(path) ? Commitments.FIELD : value;
        }
    }
}
