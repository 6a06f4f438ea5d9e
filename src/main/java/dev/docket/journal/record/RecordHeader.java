package dev.docket.journal.record;

import dev.docket.journal.merkle.Hash;
import dev.docket.json.JsonWriter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a record its stream's tree is built over: canonical JSON (RFC 8785) with names in order, texts and whole numbers
 * only. It holds the hashes of the payloads in place of the payloads, so that a payload can go while the tree still
 * verifies.
 */
public final class RecordHeader {
    private RecordHeader() {}

    /** The bytes of the header. */
    public static byte[] json(Entry entry, String stream, long sequence, Hash previous) {
        return switch (entry) {
            case DecisionEntry decision -> decision(decision, stream, sequence, previous);
            case OutcomeEntry outcome -> outcome(outcome, stream, sequence, previous);
            case RetirementEntry retirement -> retirement(retirement, stream, sequence, previous);
        };
    }

    /** Where an entry comes to stand after the record with a hash. */
    public static Position position(Entry entry, String stream, long sequence, Hash previous) {
        return new Position(stream, sequence, previous, Hash.ofLeaf(json(entry, stream, sequence, previous)));
    }

    // Left out where an order has none.
    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static byte[] decision(DecisionEntry entry, String stream, long sequence, Hash previous) {
        var facets = entry.facets();
        var json = new JsonWriter(1536)
                .beginObject()
                .field("answer", entry.answer().hash().toString())
                .field("at", entry.at().toString())
                .field("bundleDigest", entry.bundleDigest())
                .field("caller", entry.caller())
                .field("checkpoint", facets.checkpoint())
                .field("codes", List.copyOf(facets.codes()))
                .field("currency", facets.currency())
                .field("customerId", facets.customerId())
                .field("decisionId", entry.decisionId())
                .field("disposition", facets.disposition())
                .field("kind", Kind.DECISION.name());
        // Only where something is: the header of every other record is what it was before anything could be masked.
        if (!entry.masked().isEmpty()) {
            json.field("masked", List.copyOf(entry.masked()));
        }
        json.field("modelDigest", entry.modelDigest())
                .field("orderId", facets.orderId())
                .field("orderValue", plain(facets.orderValue()))
                .field("previous", previous.toString())
                .field("priority", facets.priority())
                .field("request", entry.request().hash().toString())
                .field("requestDigest", entry.requestDigest())
                .field("requestId", entry.requestId())
                .field("ruleIds", List.copyOf(facets.ruleIds()))
                .field("segment", facets.segment())
                .field("sequence", sequence)
                .field("stream", stream);
        // Only where it is so: the header of every other record is what it was before there was a spool.
        if (entry.spooled()) {
            json.field("via", "spool");
        }
        return json.field("warehouse", facets.warehouse()).endObject().bytes();
    }

    private static byte[] outcome(OutcomeEntry entry, String stream, long sequence, Hash previous) {
        return new JsonWriter(512)
                .beginObject()
                .field("at", entry.at().toString())
                .field("caller", entry.caller())
                .field("decisionId", entry.decisionId())
                .field("document", entry.document().hash().toString())
                .field("kind", Kind.OUTCOME.name())
                .field("outcome", entry.outcome())
                .field("previous", previous.toString())
                .field("sequence", sequence)
                .field("stream", stream)
                .endObject()
                .bytes();
    }

    private static byte[] retirement(RetirementEntry entry, String stream, long sequence, Hash previous) {
        return new JsonWriter(512)
                .beginObject()
                .field("at", entry.at().toString())
                .field("before", entry.before().toString())
                .field("caller", entry.caller())
                .field("kind", Kind.RETIREMENT.name())
                .field("previous", previous.toString())
                .field("sequence", sequence)
                .field("stream", stream)
                .field("upTo", entry.upTo())
                .endObject()
                .bytes();
    }

    /** What a record is about. */
    public enum Kind {
        DECISION,
        OUTCOME,
        RETIREMENT
    }
}
