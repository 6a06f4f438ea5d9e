package dev.docket.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.WorkEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Entries whose every part follows from the request id, so that what comes back can be compared whole. */
public final class Entries {
    public static final Instant AT = Instant.parse("2026-03-29T01:00:00.123Z");

    private Entries() {}

    public static DecisionEntry anEntry(String requestId) {
        return anEntry(requestId, "{\"request\":\"" + requestId + "\"}", "{\"disposition\":\"HOLD\"}");
    }

    /** @param bytes of the request and again of the answer; noise, but the same for the same request id */
    public static DecisionEntry anEntry(String requestId, int bytes) {
        return anEntry(requestId, noise(requestId.hashCode(), bytes), noise(~requestId.hashCode(), bytes));
    }

    /** The decision id of the entry with a request id. */
    public static DecisionId idOf(String requestId) {
        return new DecisionId("decision-" + requestId.replaceAll("[\\s\\p{Cntrl}]", "_"));
    }

    /** A digest of its own for each text. */
    public static Digest digest(String text) {
        return Digest.over(text.getBytes(UTF_8));
    }

    public static DecisionEntry withDecisionId(String decisionId, DecisionEntry entry) {
        return new DecisionEntry(
                new DecisionId(decisionId),
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.at(),
                entry.caller(),
                entry.facets(),
                entry.request(),
                entry.answer());
    }

    /** The same decision by another bundle. */
    public static DecisionEntry decidedBy(Digest bundle, DecisionEntry entry) {
        return new DecisionEntry(
                entry.decisionId(),
                entry.requestId(),
                entry.requestDigest(),
                bundle,
                entry.modelDigest(),
                entry.at(),
                entry.caller(),
                entry.facets(),
                entry.request(),
                entry.answer());
    }

    /** A decision that is found by other things. */
    public static DecisionEntry with(Facets facets, Instant at, DecisionEntry entry) {
        return new DecisionEntry(
                entry.decisionId(),
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                at,
                entry.caller(),
                facets,
                entry.request(),
                entry.answer());
    }

    /** A decision of which something is masked. */
    public static DecisionEntry masked(DecisionEntry entry, String... paths) {
        return new DecisionEntry(
                entry.decisionId(),
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.at(),
                entry.sender(),
                entry.facets(),
                entry.request(),
                entry.answer(),
                new TreeSet<>(Set.of(paths)),
                entry.spooled());
    }

    /** A decision that came in a call. */
    public static DecisionEntry sentBy(Sender sender, DecisionEntry entry) {
        return new DecisionEntry(
                entry.decisionId(),
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.at(),
                sender,
                entry.facets(),
                entry.request(),
                entry.answer(),
                entry.masked(),
                entry.spooled());
    }

    public static OutcomeEntry anOutcome(String requestId, String outcome) {
        return new OutcomeEntry(
                idOf(requestId),
                outcome,
                AT.plusSeconds(60),
                "Größe",
                Payload.of(("{\"outcome\":\"" + outcome + "\"}").getBytes(UTF_8)));
    }

    /** A step of a policy change. */
    public static ChangeEntry aStep(long number, Hash after) {
        return new ChangeEntry(
                number,
                after,
                "c-1",
                "PROPOSED",
                AT.plusSeconds(1),
                new Sender("key:größe/ABC", Optional.of(new Call("call-" + number, Optional.empty()))),
                Payload.of(("{\"number\":" + number + "}").getBytes(UTF_8)));
    }

    /** Somebody claims the decision of a request. */
    public static WorkEntry aClaim(String requestId, long number, String who) {
        return work(requestId, number, WorkEntry.Act.CLAIMED, who, who + "/ABC", "");
    }

    /** What became of the records from one offset to another; everything that is not apart was decided. */
    public static IntakeEntry intake(int partition, long from, long to, String... apart) {
        return new IntakeEntry(
                "orders",
                partition,
                from,
                to,
                Stream.of(apart).map(IntakeEntry.Apart::parse).toList(),
                AT,
                "kafka:orders");
    }

    /** What somebody did with the decision of a request. */
    public static WorkEntry work(
            String requestId, long number, WorkEntry.Act act, String holder, String caller, String note) {
        return new WorkEntry(
                idOf(requestId),
                number,
                act,
                holder,
                AT.plusSeconds(60 + number),
                new Sender(caller, Optional.of(new Call("call-" + number, Optional.empty()))),
                Payload.of(("{\"act\":\"" + act + "\",\"note\":\"" + note + "\"}").getBytes(UTF_8)));
    }

    public static Facets facetsOf(String requestId) {
        return new Facets(
                "order-of-" + requestId,
                "customer-of-" + requestId,
                "WHOLESALE",
                "BER",
                "RELEASE",
                "HOLD",
                "P2",
                "EUR",
                new BigDecimal("1234.50"),
                new TreeSet<>(Set.of(new ExceptionCode("CRD-101"), new ExceptionCode("INV-401"))),
                new TreeSet<>(Set.of(new RuleId("credit-limit-exceeded"))));
    }

    /** The same with another disposition, and without exceptions. */
    public static Facets deciding(String disposition, Facets facets) {
        return new Facets(
                facets.orderId(),
                facets.customerId(),
                facets.segment(),
                facets.warehouse(),
                facets.checkpoint(),
                disposition,
                facets.priority(),
                facets.currency(),
                facets.orderValue(),
                new TreeSet<>(),
                facets.ruleIds());
    }

    /** A decision of a request that a mapping made. */
    public static DecisionEntry mapped(MappedBy by, DecisionEntry entry) {
        return new DecisionEntry(
                entry.decisionId(),
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.at(),
                entry.sender(),
                entry.facets(),
                entry.request(),
                entry.answer(),
                entry.masked(),
                entry.spooled(),
                entry.underEmergency(),
                entry.arm(),
                Optional.of(by));
    }

    /** The same with attributes of the company's own, by path. */
    public static Facets attributed(Facets facets, Map<String, String> attributes) {
        return new Facets(
                facets.orderId(),
                facets.customerId(),
                facets.segment(),
                facets.warehouse(),
                facets.checkpoint(),
                facets.disposition(),
                facets.priority(),
                facets.currency(),
                facets.orderValue(),
                facets.codes(),
                facets.ruleIds(),
                new TreeMap<>(attributes));
    }

    private static DecisionEntry anEntry(String requestId, String request, String answer) {
        return anEntry(requestId, request.getBytes(UTF_8), answer.getBytes(UTF_8));
    }

    private static DecisionEntry anEntry(String requestId, byte[] request, byte[] answer) {
        return new DecisionEntry(
                idOf(requestId),
                requestId,
                RequestDigest.of(digest("request of " + requestId)),
                digest("bundle"),
                Optional.of(digest("model")),
                AT,
                "anonymous",
                facetsOf(requestId),
                Payload.of(request),
                Payload.of(answer));
    }

    private static byte[] noise(int seed, int length) {
        var bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
