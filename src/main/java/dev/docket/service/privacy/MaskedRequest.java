package dev.docket.service.privacy;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.service.Request;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is stored of a request.
 *
 * @param content the request as received, with commitments in place of what is masked
 * @param plainDigest the digest of what it says; not stored if something is masked
 * @param digest what is stored of the digest: a keyed one if something is masked
 * @param paths of which something is masked; mostly none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the journal; never compared
public record MaskedRequest(
        byte[] content, String plainDigest, String digest, SortedSet<String> paths, Optional<MaskedDecision> masked) {
    /** All of it. */
    static MaskedRequest whole(Request request) {
        return new MaskedRequest(
                request.content(), request.digest(), request.digest(), Collections.emptySortedSet(), Optional.empty());
    }

    public boolean isWhole() {
        return masked.isEmpty();
    }

    /** Whether a recorded digest is that of the same content, also of a record from before something was masked. */
    public boolean isRecordedAs(String recordedDigest) {
        return recordedDigest.equals(digest) || recordedDigest.equals(plainDigest);
    }

    /** What is stored of a decision. */
    public Decision decision(Decision decision, Bundle bundle) {
        return masked.map(one -> one.of(decision, bundle)).orElse(decision);
    }

    /** What is stored of a value that stands at a path: {@code masked}, or the value. */
    public String facet(String path, String value) {
        return masked.filter(one -> one.concerns(path)).isPresent() ? Commitments.FIELD : value;
    }
}
