package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.decision.TraceLevel;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Digest;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A decision with the bytes that tell it.
 *
 * @param json the answer without its record, status NEW
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
record Answer(String decisionId, Decision decision, byte[] json) {
    private static final int ID_DIGITS = 32;

    /**
     * Decides a request as it was received. A pure function: the same arguments give the same bytes.
     *
     * @param digest the digest of the request
     * @param receivedAt the time of receipt, which {@code decidedAt} tells
     */
    static Answer of(OrderSnapshot snapshot, String digest, Instant receivedAt, Bundle bundle, TraceLevel level) {
        OrderSnapshot settled = snapshot.receivedAt(receivedAt);
        Decision decision = bundle.decider().decide(settled, level);
        String decisionId = idOf(digest, bundle.id().digest());
        Heading heading = new Heading(decisionId, settled.requestId(), settled.now(), receivedAt, bundle.id());
        return new Answer(decisionId, decision, AnswerWriter.write(heading, decision));
    }

    /** The same content decided by the same bundle has the same id, on every node and in every retry. */
    private static String idOf(String requestDigest, String bundleDigest) {
        String content = Digest.sha256((requestDigest + "\n" + bundleDigest).getBytes(StandardCharsets.US_ASCII));
        int digits = content.indexOf(':') + 1;
        return "d-" + content.substring(digits, digits + ID_DIGITS);
    }
}
