package dev.docket.journal;

import dev.docket.journal.Filter.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter as SQL over {@code record r}.
 *
 * @param from the tables, that with the order of the result first
 * @param values for the placeholders: texts and numbers
 */
record FilterSql(String from, String where, String order, List<Object> values) {
    static FilterSql of(Filter filter, Direction direction, Optional<Cursor> after) {
        var wanted = filter.values();
        var tables = new ArrayList<String>();
        if (wanted.containsKey(Criterion.CODE)) {
            tables.add("c");
        }
        if (wanted.containsKey(Criterion.RULE_ID)) {
            tables.add("f");
        }
        tables.add("r");
        var lead = tables.getFirst();
        var where = new StringBuilder(" WHERE r.kind = 'DECISION'");
        var values = new ArrayList<Object>();
        for (var table : tables.subList(1, tables.size())) {
            where.append(" AND %1$s.stream = %2$s.stream AND %1$s.sequence = %2$s.sequence".formatted(table, lead));
        }
        // In the order of the criteria: the same question is the same statement.
        for (var criterion : Criterion.values()) {
            var value = wanted.get(criterion);
            if (value != null) {
                where.append(" AND ").append(column(criterion)).append(" = ?");
                values.add(value);
            }
        }
        filter.from().ifPresent(from -> {
            where.append(" AND ").append(lead).append(".at >= ?");
            values.add(from.toEpochMilli());
        });
        filter.to().ifPresent(to -> {
            where.append(" AND ").append(lead).append(".at < ?");
            values.add(to.toEpochMilli());
        });
        after.ifPresent(cursor -> {
            where.append(
                    " AND (%1$s.at, %1$s.stream, %1$s.sequence) %2$s (?, ?, ?)".formatted(lead, beyond(direction)));
            values.addAll(List.of(cursor.at().toEpochMilli(), cursor.stream(), cursor.sequence()));
        });
        return new FilterSql(from(tables), where.toString(), order(lead, direction), values);
    }

    // A cross join keeps SQLite to this order of the tables, whose index then gives the order of the result.
    private static String from(List<String> tables) {
        return String.join(" CROSS JOIN ", tables.stream().map(FilterSql::table).toList());
    }

    private static String table(String alias) {
        return switch (alias) {
            case "c" -> "record_code c";
            case "f" -> "record_rule f";
            case "r" -> "record r";
            default -> throw new IllegalArgumentException("there is no table " + alias);
        };
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

    private static String column(Criterion criterion) {
        return switch (criterion) {
            case ORDER_ID -> "r.order_id";
            case CUSTOMER_ID -> "r.customer_id";
            case SEGMENT -> "r.segment";
            case WAREHOUSE -> "r.warehouse";
            case CHECKPOINT -> "r.checkpoint";
            case DISPOSITION -> "r.disposition";
            case PRIORITY -> "r.priority";
            case CODE -> "c.code";
            case RULE_ID -> "f.rule_id";
            case BUNDLE_DIGEST -> "r.bundle_digest";
            case REQUEST_ID -> "r.request_id";
        };
    }
}
