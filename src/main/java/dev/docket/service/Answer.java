package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.BundleId;
import dev.docket.decision.Decision;
import dev.docket.decision.TraceLevel;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Digest;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.privacy.MaskedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A decision and its answer in bytes.
 *
 * @param json the answer without its record block, status NEW
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
public record Answer(String decisionId, Decision decision, byte[] json) {
    private static final int ID_DIGITS = 32;

    /**
     * Decides a request as received. A pure function: the same arguments give the same bytes.
     *
     * @param digest the digest of the request
     * @param receivedAt the time of receipt, which becomes {@code decidedAt}
     */
    static Answer of(OrderSnapshot snapshot, String digest, Instant receivedAt, Bundle bundle, TraceLevel level) {
        return under(heading(snapshot, digest, receivedAt, bundle.id()), snapshot, bundle, level);
    }

    /** The first fields of a bundle's answer to a request. */
    public static Heading heading(OrderSnapshot snapshot, String digest, Instant receivedAt, BundleId bundle) {
        return new Heading(
                idOf(digest, bundle.digest()),
                snapshot.requestId(),
                snapshot.receivedAt(receivedAt).now(),
                receivedAt,
                bundle);
    }

    /**
     * Decides under a given heading, perhaps another bundle's, so that answers can differ only in what is decided.
     *
     * @param heading has the time of receipt as {@code decidedAt}
     */
    public static Answer under(Heading heading, OrderSnapshot snapshot, Bundle bundle, TraceLevel level) {
        Decision decision = bundle.decider().decide(snapshot.receivedAt(heading.decidedAt()), level);
        return new Answer(heading.decisionId(), decision, AnswerWriter.write(heading, decision));
    }

    /** The bytes to store: the answer itself, unless something is masked. */
    byte[] recorded(MaskedRequest masked, Heading heading, Bundle bundle) {
        return masked.paths().isEmpty() ? json : AnswerWriter.write(heading, masked.decision(decision, bundle));
    }

    /** The same content decided by the same bundle gets the same id, on every node and in every retry. */
    private static String idOf(String requestDigest, String bundleDigest) {
        String content = Digest.sha256((requestDigest + "\n" + bundleDigest).getBytes(StandardCharsets.US_ASCII));
        int digits = content.indexOf(':') + 1;
        return "d-" + content.substring(digits, digits + ID_DIGITS);
    }
}
