package dev.docket.spark.table;

import static dev.docket.spark.table.Column.optional;
import static dev.docket.spark.table.Column.required;
import static dev.docket.spark.table.Kind.INTEGER;
import static dev.docket.spark.table.Kind.LONG;
import static dev.docket.spark.table.Kind.MOMENT;
import static dev.docket.spark.table.Kind.TEXT;
import static dev.docket.spark.table.Kind.TEXTS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The table of verdicts: what the trace of each recorded answer says of each rule. Records keep the rules that fired or failed. */
public final class Verdicts {
    /** The table. */
    public static final Table<Row> TABLE = new Table<>(
            "verdicts",
            List.of(
                    required("place", LONG, Row::place),
                    required("decision_id", TEXT, Row::decisionId),
                    required("received_at", MOMENT, Row::at),
                    required("number", INTEGER, Row::number),
                    required("rule_id", TEXT, row -> row.rule().path("ruleId").asText()),
                    required("verdict", TEXT, row -> row.rule().path("verdict").asText()),
                    optional("line_id", TEXT, row -> row.rule().path("lineId").textValue()),
                    required("codes", TEXTS, row -> texts(row, "code")),
                    required("actions", TEXTS, row -> texts(row, "type")),
                    required("approvals", TEXTS, row -> texts(row, "role")),
                    optional("error", TEXT, row -> row.rule().path("error").textValue()),
                    required("json", TEXT, Verdicts::json)),
            Row::at);

    // Numbers keep their digits.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Verdicts() {}

    /**
     * A row.
     *
     * @param place of the decision, in the order of the journal
     * @param number of the verdict in the trace, from 0
     * @param rule what the trace says
     */
    public record Row(long place, String decisionId, Instant at, int number, JsonNode rule) {}

    /** The verdicts on an order; none if its answer is retired, or no answer. */
    static List<Row> of(long place, DecisionEntry entry) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode rule : rules(entry)) {
            rows.add(new Row(place, entry.decisionId().text(), entry.at(), rows.size(), rule));
        }
        return rows;
    }

    private static Iterable<JsonNode> rules(DecisionEntry entry) {
        if (!(entry.answer() instanceof Payload.Kept kept)) {
            return List.of();
        }
        try {
            return JSON.readTree(kept.bytes()).path("trace").path("rules");
        } catch (IOException damaged) {
            // Its replay says so.
            return List.of();
        }
    }

    private static String json(Row row) {
        try {
            return JSON.writeValueAsString(row.rule());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> texts(Row row, String name) {
        return StreamSupport.stream(row.rule().path("effects").spliterator(), false)
                .filter(effect -> effect.path(name).isTextual())
                .map(effect -> effect.path(name).textValue())
                .toList();
    }
}
