package dev.docket.journal.record;

import dev.docket.access.Call;
import dev.docket.journal.merkle.Hash;
import dev.docket.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of a record that the stream's tree is built over: canonical JSON (RFC 8785) with sorted names, strings and integers
 * only. It holds hashes instead of payloads, so that a payload can be deleted while the tree still
 * verifies.
 */
public final class RecordHeader {
    private RecordHeader() {}

    /** The bytes of the header. */
    public static byte[] json(Entry entry, String stream, long sequence, Hash previous) {
        var fields =
                switch (entry) {
                    case DecisionEntry decision -> fields(decision);
                    case OutcomeEntry outcome -> fields(outcome);
                    case RetirementEntry retirement -> fields(retirement);
                    case ChangeEntry change -> fields(change);
                    case WorkEntry work -> fields(work);
                    case IntakeEntry intake -> fields(intake);
                };
        call(entry).ifPresent(call -> {
            fields.put("call", call.id());
            call.traceId().ifPresent(trace -> fields.put("traceId", trace));
        });
        fields.put("at", entry.at().toString());
        fields.put("caller", entry.caller());
        fields.put("previous", previous.toString());
        fields.put("sequence", sequence);
        fields.put("stream", stream);
        return new JsonWriter(1536).value(fields).bytes();
    }

    /** The position of an entry after the record with a given hash. */
    public static Position position(Entry entry, String stream, long sequence, Hash previous) {
        return new Position(stream, sequence, previous, Hash.ofLeaf(json(entry, stream, sequence, previous)));
    }

    // Only if present, as below: earlier records have none.
    private static Optional<Call> call(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> decision.sender().call();
            case OutcomeEntry outcome -> outcome.sender().call();
            case RetirementEntry retirement -> Optional.empty();
            case ChangeEntry change -> change.sender().call();
            case WorkEntry work -> work.sender().call();
            case IntakeEntry intake -> Optional.empty();
        };
    }

    private static SortedMap<String, Object> fields(DecisionEntry entry) {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("answer", entry.answer().hash().toString());
        fields.put("bundleDigest", entry.bundleDigest().text());
        fields.put("decisionId", entry.decisionId().text());
        fields.put("kind", Kind.DECISION.name());
        fields.put("modelDigest", entry.modelDigestText());
        fields.put("request", entry.request().hash().toString());
        fields.put("requestDigest", entry.requestDigest().text());
        fields.put("requestId", entry.requestId());
        for (var facet : Facet.values()) {
            var value = facet.value(entry.facets());
            if (value != null) {
                fields.put(facet.label(), value instanceof BigDecimal amount ? amount.toPlainString() : value);
            }
        }
        // Only if present: the headers of all other records must stay as they were before masking, spooling and
        // attributes existed.
        if (!entry.masked().isEmpty()) {
            fields.put("masked", entry.masked());
        }
        if (!entry.facets().attributes().isEmpty()) {
            fields.put("attributes", entry.facets().attributes());
        }
        if (entry.spooled()) {
            fields.put("via", "spool");
        }
        entry.underEmergency().ifPresent(change -> fields.put("underEmergency", change));
        entry.arm().ifPresent(arm -> fields.put("canary", fields(arm)));
        entry.mapped()
                .ifPresent(by -> fields.put(
                        "mapping", new TreeMap<>(Map.of("bundle", by.bundle().text(), "name", by.mapping()))));
        return fields;
    }

    private static SortedMap<String, Object> fields(CanaryArm arm) {
        SortedMap<String, Object> fields =
                new TreeMap<>(Map.of("arm", arm.part().name(), "changeId", arm.changeId(), "step", arm.step()));
        if (arm.isSelected()) {
            fields.put("base", arm.base());
            fields.put("micros", arm.micros());
        }
        if (!arm.candidate().isEmpty()) {
            fields.put("candidate", arm.candidate());
        }
        return fields;
    }

    private static SortedMap<String, Object> fields(OutcomeEntry entry) {
        return new TreeMap<>(Map.of(
                "decisionId", entry.decisionId().text(),
                "document", entry.document().hash().toString(),
                "kind", Kind.OUTCOME.name(),
                "outcome", entry.outcome()));
    }

    private static SortedMap<String, Object> fields(RetirementEntry entry) {
        return new TreeMap<>(Map.of(
                "before", entry.before().toString(),
                "kind", Kind.RETIREMENT.name(),
                "upTo", entry.upTo()));
    }

    private static SortedMap<String, Object> fields(ChangeEntry entry) {
        return new TreeMap<>(Map.of(
                "after", entry.after().toString(),
                "changeId", entry.changeId(),
                "document", entry.document().hash().toString(),
                "kind", Kind.CHANGE.name(),
                "number", entry.number(),
                "step", entry.step()));
    }

    private static SortedMap<String, Object> fields(WorkEntry entry) {
        return new TreeMap<>(Map.of(
                "act", entry.act().name(),
                "decisionId", entry.decisionId().text(),
                "document", entry.document().hash().toString(),
                "holder", entry.holder(),
                "kind", Kind.WORK.name(),
                "number", entry.number()));
    }

    private static SortedMap<String, Object> fields(IntakeEntry entry) {
        return new TreeMap<>(Map.of(
                "apart", entry.apartTexts(),
                "from", entry.from(),
                "kind", Kind.INTAKE.name(),
                "partition", (long) entry.partition(),
                "to", entry.to(),
                "topic", entry.topic()));
    }

    /** The type of a record. */
    public enum Kind {
        DECISION,
        OUTCOME,
        RETIREMENT,
        CHANGE,
        WORK,
        INTAKE
    }
}
