package dev.docket.spark.table;

import static dev.docket.spark.table.Column.optional;
import static dev.docket.spark.table.Column.required;
import static dev.docket.spark.table.Kind.AMOUNT;
import static dev.docket.spark.table.Kind.BYTES;
import static dev.docket.spark.table.Kind.LONG;
import static dev.docket.spark.table.Kind.MOMENT;
import static dev.docket.spark.table.Kind.TEXT;
import static dev.docket.spark.table.Kind.TEXTS;
import static dev.docket.spark.table.Kind.TEXT_BY_NAME;
import static dev.docket.spark.table.Kind.TRUTH;

import dev.docket.access.Call;
import dev.docket.digest.Digest;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.service.proof.NamedSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of decisions: a row has all of a record, so that it can be decided again. */
public final class Decisions {
    /** The table. */
    public static final Table<Row> TABLE = new Table<>(
            "decisions",
            List.of(
                    required("place", LONG, Row::place),
                    required("decision_id", TEXT, of(entry -> entry.decisionId().text())),
                    required("request_id", TEXT, of(DecisionEntry::requestId)),
                    required("stream", TEXT, row -> row.recorded().position().stream()),
                    required("sequence", LONG, row -> row.recorded().position().sequence()),
                    required("received_at", MOMENT, of(DecisionEntry::at)),
                    required("caller", TEXT, of(DecisionEntry::caller)),
                    optional(
                            "call",
                            TEXT,
                            of(entry -> entry.sender().call().map(Call::text).orElse(null))),
                    required("order_id", TEXT, facet(Facets::orderId)),
                    required("customer_id", TEXT, facet(Facets::customerId)),
                    required("segment", TEXT, facet(Facets::segment)),
                    required("warehouse", TEXT, facet(Facets::warehouse)),
                    required("checkpoint", TEXT, facet(Facets::checkpoint)),
                    required("disposition", TEXT, facet(Facets::disposition)),
                    required("priority", TEXT, facet(Facets::priority)),
                    required("currency", TEXT, facet(Facets::currency)),
                    optional("order_value", AMOUNT, facet(facets -> fitting(facets.orderValue()))),
                    optional("order_value_text", TEXT, facet(facets -> text(facets.orderValue()))),
                    required("codes", TEXTS, facet(facets -> words(facets.codes()))),
                    required("rule_ids", TEXTS, facet(facets -> words(facets.ruleIds()))),
                    required("attributes", TEXT_BY_NAME, facet(Facets::attributes)),
                    required("bundle_digest", TEXT, of(entry -> entry.bundleDigest()
                            .text())),
                    optional("model_digest", TEXT, of(entry -> entry.modelDigest()
                            .map(Digest::text)
                            .orElse(null))),
                    optional("snapshot_digest", TEXT, of(entry -> NamedSnapshot.of(entry)
                            .map(Digest::text)
                            .orElse(null))),
                    required("request_digest", TEXT, of(entry -> entry.requestDigest()
                            .text())),
                    required("is_whole", TRUTH, of(Decisions::isWhole)),
                    required("masked", TEXTS, of(entry -> List.copyOf(entry.masked()))),
                    required("spooled", TRUTH, of(DecisionEntry::spooled)),
                    optional("emergency_change", TEXT, of(entry -> entry.underEmergency()
                            .orElse(null))),
                    optional("canary", TEXT, of(entry -> entry.arm()
                            .map(CanaryArm::text)
                            .orElse(null))),
                    optional("mapped_by", TEXT, of(entry -> entry.mapped()
                            .map(MappedBy::text)
                            .orElse(null))),
                    optional("request", BYTES, of(entry -> bytes(entry.request()))),
                    required("request_hash", TEXT, of(entry -> entry.request()
                            .hash()
                            .toString())),
                    optional("answer", BYTES, of(entry -> bytes(entry.answer()))),
                    required("answer_hash", TEXT, of(entry -> entry.answer()
                            .hash()
                            .toString())),
                    required(
                            "previous_hash",
                            TEXT,
                            row -> row.recorded().position().previous().toString()),
                    required(
                            "hash",
                            TEXT,
                            row -> row.recorded().position().hash().toString())),
            row -> row.recorded().entry().at());

    private Decisions() {}

    /**
     * A row.
     *
     * @param place in the order of the journal, from 0
     */
    public record Row(long place, Recorded<DecisionEntry> recorded) {}

    private static Function<Row, @Nullable Object> of(Function<DecisionEntry, @Nullable Object> value) {
        return row -> value.apply(row.recorded().entry());
    }

    private static Function<Row, @Nullable Object> facet(Function<Facets, @Nullable Object> value) {
        return of(entry -> value.apply(entry.facets()));
    }

    private static boolean isWhole(DecisionEntry entry) {
        return entry.masked().isEmpty() && entry.request() instanceof Payload.Kept;
    }

    static @Nullable BigDecimal fitting(@Nullable BigDecimal amount) {
        return amount == null || !Kind.fits(amount) ? null : amount;
    }

    static @Nullable String text(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    static byte @Nullable [] bytes(Payload payload) {
        return payload instanceof Payload.Kept kept ? kept.bytes() : null;
    }

    private static List<String> words(SortedSet<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }
}
