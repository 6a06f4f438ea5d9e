package dev.docket.service.privacy;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.service.Request;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/** What is stored of a request. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the journal; never compared
public sealed interface MaskedRequest {
    /** The request as received, with commitments in place of what is masked. */
    byte[] content();

    /** What is stored of the digest of its content: a keyed one if something is masked. */
    String digest();

    /** Of which something is masked; mostly none. */
    SortedSet<String> paths();

    /** Whether a recorded digest is that of the same content, whatever was masked when it was recorded. */
    boolean isRecordedAs(String recordedDigest);

    /** What is stored of a decision. */
    Decision decision(Decision decision, Bundle bundle);

    /** What is stored of a value that stands at a path: {@code masked}, or the value. */
    String facet(String path, String value);

    /**
     * Nothing is masked.
     *
     * @param digests of its content, each under which it may have been recorded
     */
    record Whole(Request request, List<String> digests) implements MaskedRequest {
        @Override
        public byte[] content() {
            return request.content();
        }

        @Override
        public String digest() {
            return request.digest();
        }

        @Override
        public SortedSet<String> paths() {
            return Collections.emptySortedSet();
        }

        @Override
        public boolean isRecordedAs(String recordedDigest) {
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
     * @param digests of its content, each under which it may have been recorded; the keyed one is the first
     */
    record Masked(byte[] content, List<String> digests, SortedSet<String> paths, MaskedDecision decisions)
            implements MaskedRequest {
        @Override
        public String digest() {
            return digests.getFirst();
        }

        @Override
        public boolean isRecordedAs(String recordedDigest) {
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
