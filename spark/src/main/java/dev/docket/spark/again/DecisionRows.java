package dev.docket.spark.again;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.Payload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code decisions} as the records they were. */
final class DecisionRows {
    private DecisionRows() {}

    static long place(Row row) {
        return row.getLong(row.fieldIndex("place"));
    }

    /** How large its request and answer are. */
    static long bytes(Row row) {
        byte @Nullable [] request = row.getAs("request");
        byte @Nullable [] answer = row.getAs("answer");
        return (request == null ? 0L : request.length) + (answer == null ? 0L : answer.length);
    }

    static DecisionEntry entry(Row row) {
        return new DecisionEntry(
                new DecisionId(text(row, "decision_id")),
                text(row, "request_id"),
                new RequestDigest(text(row, "request_digest")),
                new Digest(text(row, "bundle_digest")),
                maybe(row, "model_digest").map(Digest::new),
                row.<Instant>getAs("received_at"),
                new Sender(text(row, "caller"), maybe(row, "call").map(Call::parse)),
                facets(row),
                payload(row, "request", "request_hash"),
                payload(row, "answer", "answer_hash"),
                new TreeSet<>(texts(row, "masked")),
                row.<Boolean>getAs("spooled"),
                maybe(row, "emergency_change"),
                maybe(row, "canary").map(CanaryArm::parse),
                maybe(row, "mapped_by").map(MappedBy::parse));
    }

    private static Facets facets(Row row) {
        TreeSet<ExceptionCode> codes = new TreeSet<>();
        texts(row, "codes").forEach(code -> codes.add(new ExceptionCode(code)));
        TreeSet<RuleId> rules = new TreeSet<>();
        texts(row, "rule_ids").forEach(rule -> rules.add(new RuleId(rule)));
        return new Facets(
                text(row, "order_id"),
                text(row, "customer_id"),
                text(row, "segment"),
                text(row, "warehouse"),
                text(row, "checkpoint"),
                text(row, "disposition"),
                text(row, "priority"),
                text(row, "currency"),
                maybe(row, "order_value_text").map(BigDecimal::new).orElse(null),
                codes,
                rules,
                new TreeMap<>(row.<String, String>getJavaMap(row.fieldIndex("attributes"))));
    }

    private static Payload payload(Row row, String name, String hashName) {
        Hash hash = Hash.parse(text(row, hashName));
        byte @Nullable [] bytes = row.getAs(name);
        return bytes == null ? new Payload.Retired(hash) : new Payload.Kept(bytes, hash);
    }

    private static String text(Row row, String name) {
        return row.getString(row.fieldIndex(name));
    }

    private static Optional<String> maybe(Row row, String name) {
        return Optional.ofNullable(row.getString(row.fieldIndex(name)));
    }

    private static List<String> texts(Row row, String name) {
        return row.getList(row.fieldIndex(name));
    }
}
