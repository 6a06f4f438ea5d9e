package dev.docket.journal.sql;

import dev.docket.journal.Cursor;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.Filter.Criterion;
import dev.docket.journal.record.AttributeFacets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A filter as SQL over {@code record r}.
 *
 * @param from the tables, the one whose index gives the order of the result first
 * @param values for the placeholders: texts and numbers
 */
record FilterSql(String from, String where, String order, List<Object> values) {
    /** The selective criteria, whose index to read. */
    private static final Set<Criterion> NARROW =
            Set.of(Criterion.ORDER_ID, Criterion.CUSTOMER_ID, Criterion.REQUEST_ID);

    static FilterSql of(Filter filter, Direction direction, Optional<Cursor> after) {
        var sql = new Builder(filter);
        // In the order of the criteria, so that the same query gives the same statement.
        for (var criterion : Criterion.values()) {
            var value = filter.values().get(criterion);
            if (value != null) {
                sql.and(sql.condition(criterion), value);
            }
        }
        filter.attributes().forEach(sql::attribute);
        filter.ending().ifPresent(ending -> new EndingSql(ending, sql::and).add());
        filter.from().ifPresent(from -> sql.and(sql.lead.alias + ".at >= ?", EpochMillis.of(from)));
        filter.to().ifPresent(to -> sql.and(sql.lead.alias + ".at < ?", EpochMillis.of(to)));
        after.ifPresent(cursor -> sql.and(
                "(%1$s.at, %1$s.stream, %1$s.sequence) %2$s (?, ?, ?)".formatted(sql.lead.alias, beyond(direction)),
                EpochMillis.of(cursor.at()),
                cursor.stream(),
                cursor.sequence()));
        return new FilterSql(sql.from(), sql.where.toString(), order(sql.lead.alias, direction), sql.values);
    }

    private static String beyond(Direction direction) {
        return switch (direction) {
            case OLDEST_FIRST -> ">";
            case NEWEST_FIRST -> "<";
        };
    }

    private static String order(String lead, Direction direction) {
        return switch (direction) {
            case OLDEST_FIRST -> " ORDER BY %1$s.at, %1$s.stream, %1$s.sequence".formatted(lead);
            case NEWEST_FIRST -> " ORDER BY %1$s.at DESC, %1$s.stream DESC, %1$s.sequence DESC".formatted(lead);
        };
    }

    /** The table whose index determines the order. */
    private enum Lead {
        RECORD("r"),
        CODE("c"),
        RULE("f"),
        ATTRIBUTE("a");

        private final String alias;

        Lead(String alias) {
            this.alias = alias;
        }
    }

    private static final class Builder {
        private final boolean isNarrow;
        private final Lead lead;
        private final StringBuilder where = new StringBuilder(" WHERE r.kind = 'DECISION'");
        private final List<Object> values = new ArrayList<>();
        private boolean hasAttribute;

        Builder(Filter filter) {
            var wanted = filter.values().keySet();
            isNarrow = wanted.stream().anyMatch(NARROW::contains);
            lead = filter.attributes().isEmpty() || isNarrow ? lead(wanted) : Lead.ATTRIBUTE;
        }

        private Lead lead(Set<Criterion> wanted) {
            if (isNarrow) {
                return Lead.RECORD;
            }
            return wanted.contains(Criterion.CODE)
                    ? Lead.CODE
                    : wanted.contains(Criterion.RULE_ID) ? Lead.RULE : Lead.RECORD;
        }

        // A cross join forces SQLite to this table order, whose index then gives the order of the result.
        String from() {
            return switch (lead) {
                case RECORD -> "record r";
                case CODE -> "record_code c CROSS JOIN record r";
                case RULE -> "record_rule f CROSS JOIN record r";
                case ATTRIBUTE -> "record_attribute a CROSS JOIN record r";
            };
        }

        void and(String condition, Object... its) {
            where.append(" AND ").append(condition);
            values.addAll(List.of(its));
        }

        String condition(Criterion criterion) {
            return switch (criterion) {
                case CODE -> term(Lead.CODE, "record_code", criterion.column());
                case RULE_ID -> term(Lead.RULE, "record_rule", criterion.column());
                case DISPOSITION, BUNDLE_DIGEST -> broad("r." + criterion.column());
                case EXCEPTIONS -> "CASE WHEN r.codes = '' THEN 'none' ELSE 'some' END = ?";
                case ORDER_ID,
                        CUSTOMER_ID,
                        SEGMENT,
                        WAREHOUSE,
                        CHECKPOINT,
                        PRIORITY,
                        MODEL_DIGEST,
                        REQUEST_ID,
                        CALLER -> "r." + criterion.column() + " = ?";
            };
        }

        // Only the first one leads.
        void attribute(String path, String value) {
            boolean isFirst = !hasAttribute;
            hasAttribute = true;
            and(
                    isFirst
                            ? term(Lead.ATTRIBUTE, "record_attribute", "attribute")
                            : exists("record_attribute", "attribute"),
                    AttributeFacets.word(path, value));
        }

        // Without statistics, SQLite may prefer an index shared by a tenth of all decisions to that of one customer.
        private String broad(String column) {
            return isNarrow ? column + " || '' = ?" : column + " = ?";
        }

        private String term(Lead index, String table, String column) {
            return lead == index
                    ? "r.stream = %1$s.stream AND r.sequence = %1$s.sequence AND %1$s.%2$s = ?"
                            .formatted(index.alias, column)
                    : exists(table, column);
        }

        private static String exists(String table, String column) {
            return "EXISTS (SELECT 1 FROM %1$s t WHERE t.%2$s = ? AND t.at = r.at AND t.stream = r.stream AND t.sequence = r.sequence)"
                    .formatted(table, column);
        }
    }
}
