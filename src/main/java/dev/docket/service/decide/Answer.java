package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Pin;
import dev.docket.decision.Decision;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.privacy.MaskedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A decision and its answer in bytes.
 *
 * @param json the answer without its record block, status NEW
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
public record Answer(Heading heading, Decision decision, byte[] json) {
    private static final int ID_DIGITS = 32;

    /**
     * Decides a request as received. A pure function: the same arguments give the same bytes.
     *
     * @param digest the digest of the request
     * @param receivedAt the time of receipt, which becomes {@code decidedAt}
     */
    public static Answer of(
            OrderSnapshot snapshot, RequestDigest digest, Instant receivedAt, Bundle bundle, TraceLevel level) {
        return under(heading(snapshot, digest, receivedAt, bundle.id()), snapshot, bundle, level);
    }

    /** The first fields of a bundle's answer to a request. */
    public static Heading heading(OrderSnapshot snapshot, RequestDigest digest, Instant receivedAt, BundleId bundle) {
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
        return of(heading, decision(heading, snapshot, bundle, level));
    }

    private static Decision decision(Heading heading, OrderSnapshot snapshot, Bundle bundle, TraceLevel level) {
        return bundle.decider().decide(snapshot.receivedAt(heading.decidedAt()), level);
    }

    private static Answer of(Heading heading, Decision decision) {
        return new Answer(heading, decision, AnswerWriter.write(heading, decision));
    }

    /** The answer at the trace level that is recorded, and the one that the caller wants. */
    record Pair(Answer recorded, Unsent wanted) {
        /**
         * Decides once: what a lower level lists is part of what a higher one lists.
         *
         * @param pin on the bundle, or on the one whose rules it has
         */
        static Pair under(Heading heading, Request request, Bundle bundle, Pin pin, TraceLevel wanted) {
            OrderSnapshot snapshot = request.snapshot();
            return switch (wanted) {
                case NONE -> {
                    Answer recorded = Answer.under(heading, snapshot, bundle, TraceLevel.FIRED);
                    yield new Pair(recorded, Unsent.Written.of(heading, recorded.decision.at(TraceLevel.NONE)));
                }
                case FIRED -> {
                    Answer both = Answer.under(heading, snapshot, bundle, TraceLevel.FIRED);
                    yield new Pair(both, new Unsent.Written(both.decision, both.json));
                }
                case FULL -> {
                    Decision decision = decision(heading, snapshot, bundle, Unsent.Traced.levelFor(snapshot));
                    Answer recorded = Answer.of(heading, decision.at(TraceLevel.FIRED));
                    yield new Pair(recorded, Unsent.Traced.of(heading, request, decision, bundle, pin));
                }
            };
        }
    }

    /** The bytes to store: the answer itself, unless something is masked. */
    public byte[] stored(MaskedRequest masked, Bundle bundle) {
        return masked.paths().isEmpty() ? json : AnswerWriter.write(heading, masked.decision(decision, bundle));
    }

    /** The same content decided by the same bundle gets the same id, on every node and in every retry. */
    private static DecisionId idOf(RequestDigest requestDigest, Digest bundleDigest) {
        Digest content = Digest.over((requestDigest + "\n" + bundleDigest).getBytes(StandardCharsets.US_ASCII));
        return new DecisionId("d-" + content.hex().substring(0, ID_DIGITS));
    }
}
