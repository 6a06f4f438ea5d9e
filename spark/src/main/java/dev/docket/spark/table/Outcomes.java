package dev.docket.spark.table;

import static dev.docket.spark.table.Column.optional;
import static dev.docket.spark.table.Column.required;
import static dev.docket.spark.table.Kind.AMOUNT;
import static dev.docket.spark.table.Kind.BYTES;
import static dev.docket.spark.table.Kind.INTEGER;
import static dev.docket.spark.table.Kind.LONG;
import static dev.docket.spark.table.Kind.MOMENT;
import static dev.docket.spark.table.Kind.TEXT;
import static dev.docket.spark.table.Kind.TRUTH;

import dev.docket.access.Call;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.outcome.Feedback;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of outcomes: what people reported of an order. */
public final class Outcomes {
    /** The table. */
    public static final Table<Row> TABLE = new Table<>(
            "outcomes",
            List.of(
                    required("decision_id", TEXT, of(entry -> entry.decisionId().text())),
                    required("stream", TEXT, row -> row.recorded().position().stream()),
                    required("sequence", LONG, row -> row.recorded().position().sequence()),
                    required("recorded_at", MOMENT, of(OutcomeEntry::at)),
                    required("caller", TEXT, of(OutcomeEntry::caller)),
                    optional(
                            "call",
                            TEXT,
                            of(entry -> entry.sender().call().map(Call::text).orElse(null))),
                    required("outcome", TEXT, of(OutcomeEntry::outcome)),
                    optional("reason", TEXT, said(Feedback::reason)),
                    optional("decided_by", TEXT, said(Feedback::decidedBy)),
                    optional("happened_at", MOMENT, said(Feedback::happenedAt)),
                    optional("actual_priority", TEXT, said(feedback -> name(feedback.actualPriority()))),
                    optional("days_late", INTEGER, said(Feedback::daysLate)),
                    optional("cancelled", TRUTH, said(Feedback::cancelled)),
                    optional("fraud", TRUTH, said(Feedback::fraud)),
                    optional("cost", AMOUNT, cost(cost -> Decisions.fitting(cost.amount()))),
                    optional("cost_text", TEXT, cost(cost -> Decisions.text(cost.amount()))),
                    optional("cost_currency", TEXT, cost(Feedback.Cost::currency)),
                    optional("document", BYTES, of(entry -> Decisions.bytes(entry.document()))),
                    required("document_hash", TEXT, of(entry -> entry.document()
                            .hash()
                            .toString()))),
            row -> row.recorded().entry().at());

    private static final RecordReader READER = new RecordReader();

    private Outcomes() {}

    /**
     * A row.
     *
     * @param feedback absent if the document is retired, or no feedback that this version can read
     */
    public record Row(
            Recorded<OutcomeEntry> recorded, @Nullable Feedback feedback) {
        static Row of(Recorded<OutcomeEntry> recorded) {
            return new Row(
                    recorded,
                    recorded.entry().document() instanceof Payload.Kept kept
                                    && READER.json(Feedback.class, kept.bytes())
                                            instanceof Reading.Valid<Feedback> valid
                            ? valid.value()
                            : null);
        }
    }

    private static Function<Row, @Nullable Object> of(Function<OutcomeEntry, @Nullable Object> value) {
        return row -> value.apply(row.recorded().entry());
    }

    private static Function<Row, @Nullable Object> said(Function<Feedback, @Nullable Object> value) {
        return row -> row.feedback() == null ? null : value.apply(row.feedback());
    }

    private static Function<Row, @Nullable Object> cost(Function<Feedback.Cost, @Nullable Object> value) {
        return said(feedback -> feedback.cost() == null ? null : value.apply(feedback.cost()));
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }
}
