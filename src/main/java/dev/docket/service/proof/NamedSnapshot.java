package dev.docket.service.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import java.util.Optional;

/** Finds the reference snapshot that a record names, without reading the whole answer. */
public final class NamedSnapshot {
    // Quotes in texts are escaped, so that nothing in a request can look like this.
    private static final byte[] NAMED = "\"snapshot\":{\"digest\":\"".getBytes(US_ASCII);
    private static final int DIGEST_LENGTH = "sha256:".length() + 64;

    private NamedSnapshot() {}

    /** Its digest; empty if the answer names none, or was retired. */
    public static Optional<Digest> of(DecisionEntry entry) {
        return entry.answer() instanceof Payload.Kept answer ? of(answer.bytes()) : Optional.empty();
    }

    /** It stands near the end. */
    private static Optional<Digest> of(byte[] answer) {
        for (int at = answer.length - NAMED.length - DIGEST_LENGTH; at >= 0; at--) {
            if (isNamedAt(answer, at)) {
                String text = new String(answer, at + NAMED.length, DIGEST_LENGTH, US_ASCII);
                return Digest.isDigest(text) ? Optional.of(new Digest(text)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isNamedAt(byte[] answer, int at) {
        for (int i = 0; i < NAMED.length; i++) {
            if (answer[at + i] != NAMED[i]) {
                return false;
            }
        }
        return true;
    }
}
