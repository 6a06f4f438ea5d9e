package dev.docket.service;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import dev.docket.json.JsonWriter;
import java.util.List;

/** A recorded decision in one line: what it can be found by, without what was asked and answered. */
public record DecisionSummary(Recorded<DecisionEntry> recorded) {
    /** The names of {@link #cells}. */
    public static final List<String> COLUMNS = List.of(
            "decisionId",
            "requestId",
            "decidedAt",
            "orderId",
            "customerId",
            "segment",
            "warehouse",
            "checkpoint",
            "disposition",
            "priority",
            "orderValue",
            "currency",
            "codes",
            "ruleIds",
            "bundleDigest",
            "modelDigest",
            "caller",
            "stream",
            "sequence",
            "hash",
            "masked");

    /** As JSON. */
    public byte[] json() {
        DecisionEntry entry = recorded.entry();
        Facets facets = entry.facets();
        return new JsonWriter(1024)
                .beginObject()
                .field("decisionId", entry.decisionId())
                .field("requestId", entry.requestId())
                .field("decidedAt", entry.at())
                .field("orderId", facets.orderId())
                .field("customerId", facets.customerId())
                .field("segment", facets.segment())
                .field("warehouse", facets.warehouse())
                .field("checkpoint", facets.checkpoint())
                .field("disposition", facets.disposition())
                .field("priority", facets.priority())
                .field("orderValue", facets.orderValue())
                .field("currency", facets.currency())
                .field("codes", List.copyOf(facets.codes()))
                .field("ruleIds", List.copyOf(facets.ruleIds()))
                .field("bundleDigest", entry.bundleDigest())
                .field("modelDigest", entry.modelDigest())
                .field("caller", entry.caller())
                .name("record")
                .json(Splice.record(recorded))
                .endObject()
                .bytes();
    }

    /** As the cells of a row. */
    public List<String> cells() {
        DecisionEntry entry = recorded.entry();
        Facets facets = entry.facets();
        Position position = recorded.position();
        return List.of(
                entry.decisionId(),
                entry.requestId(),
                entry.at().toString(),
                facets.orderId(),
                facets.customerId(),
                facets.segment(),
                facets.warehouse(),
                facets.checkpoint(),
                facets.disposition(),
                facets.priority(),
                facets.orderValue() == null ? "" : facets.orderValue().toPlainString(),
                facets.currency(),
                String.join(" ", facets.codes()),
                String.join(" ", facets.ruleIds()),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.caller(),
                position.stream(),
                Long.toString(position.sequence()),
                position.hash().toString(),
                String.join(" ", entry.masked()));
    }
}
