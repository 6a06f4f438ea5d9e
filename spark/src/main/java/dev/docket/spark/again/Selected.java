package dev.docket.spark.again;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.docket.journal.Filter;
import dev.docket.journal.Filter.Criterion;
import dev.docket.service.replay.Selection;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of {@code decisions} that a selection asks for, as the journal's own filter has them. */
final class Selected {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Selected() {}

    static Dataset<Row> of(Dataset<Row> decisions, Selection selection) {
        Filter filter = selection.until(Instant.MAX);
        Dataset<Row> rows = decisions;
        for (Map.Entry<Criterion, String> one : filter.values().entrySet()) {
            rows = rows.filter(matches(one.getKey(), one.getValue()));
        }
        if (selection.from().isPresent()) {
            rows = rows.filter(
                    col("received_at").geq(lit(stored(selection.from().get()))));
        }
        return selection.to().isPresent()
                ? rows.filter(col("received_at").lt(lit(stored(selection.to().get()))))
                : rows;
    }

    /** In whole milliseconds, as the journal compares times; Spark knows none before the year 1 and after 9999. */
    private static Instant stored(Instant time) {
        Instant bounded = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
        return Instant.ofEpochMilli(bounded.toEpochMilli());
    }

    private static Column matches(Criterion criterion, String value) {
        return switch (criterion) {
            case CODE -> array_contains(col("codes"), value);
            case RULE_ID -> array_contains(col("rule_ids"), value);
            case EXCEPTIONS -> throw new IllegalArgumentException("a replay has no criterion " + criterion.label());
            case ORDER_ID,
                    CUSTOMER_ID,
                    SEGMENT,
                    WAREHOUSE,
                    CHECKPOINT,
                    DISPOSITION,
                    PRIORITY,
                    BUNDLE_DIGEST,
                    MODEL_DIGEST,
                    REQUEST_ID,
                    CALLER -> col(criterion.column()).equalTo(value);
        };
    }
}
