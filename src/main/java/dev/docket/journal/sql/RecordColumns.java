package dev.docket.journal.sql;

import dev.docket.journal.DamagedRecordException;
import dev.docket.journal.Depth;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader.Kind;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a record lies in its row, the same in every SQL store. */
public final class RecordColumns {
    public static final String NAMES =
            "stream, sequence, kind, decision_id, at, caller, previous, hash, payload_hash, detail,"
                    + " request_id, request_digest, bundle_digest, model_digest, answer_hash, order_id, customer_id, segment,"
                    + " warehouse, checkpoint, disposition, priority, currency, order_value, codes, rule_ids, masked";

    private static final String FROM_RECORD = "r." + NAMES.replace(", ", ", r.");
    private static final String JOIN_PAYLOAD =
            " LEFT JOIN payload p ON p.stream = r.stream AND p.sequence = r.sequence";

    public static final String PLACEHOLDERS = "?" + ", ?".repeat(NAMES.split(",").length - 1);

    private static final String SEPARATOR = " ";
    private static final String SPOOLED = "spooled";

    private RecordColumns() {}

    /** A query for {@link #read}. */
    public static String select(Depth depth, String from) {
        return switch (depth) {
            case HEADERS -> "SELECT " + FROM_RECORD + " FROM " + from;
            case WHOLE -> "SELECT " + FROM_RECORD + ", p.document, p.answer FROM " + from + JOIN_PAYLOAD;
        };
    }

    public static void bind(PreparedStatement insert, Entry entry, Position position) throws SQLException {
        insert.setString(1, position.stream());
        insert.setLong(2, position.sequence());
        insert.setLong(5, entry.at().toEpochMilli());
        insert.setString(6, entry.caller());
        insert.setBytes(7, position.previous().bytes());
        insert.setBytes(8, position.hash().bytes());
        switch (entry) {
            case DecisionEntry decision -> bind(insert, decision);
            case OutcomeEntry outcome -> {
                texts(insert, 3, Kind.OUTCOME.name(), outcome.decisionId());
                insert.setBytes(9, outcome.document().hash().bytes());
                texts(insert, 10, outcome.outcome(), null, null, null, null);
                rest(insert);
            }
            case RetirementEntry retirement -> {
                texts(insert, 3, Kind.RETIREMENT.name(), null);
                insert.setBytes(9, null);
                texts(insert, 10, retirement.upTo() + SEPARATOR + retirement.before(), null, null, null, null);
                rest(insert);
            }
        }
    }

    private static void bind(PreparedStatement insert, DecisionEntry decision) throws SQLException {
        var facets = decision.facets();
        texts(insert, 3, Kind.DECISION.name(), decision.decisionId());
        insert.setBytes(9, decision.request().hash().bytes());
        texts(
                insert,
                10,
                decision.spooled() ? SPOOLED : null,
                decision.requestId(),
                decision.requestDigest(),
                decision.bundleDigest(),
                decision.modelDigest());
        insert.setBytes(15, decision.answer().hash().bytes());
        texts(
                insert,
                16,
                facets.orderId(),
                facets.customerId(),
                facets.segment(),
                facets.warehouse(),
                facets.checkpoint(),
                facets.disposition(),
                facets.priority(),
                facets.currency(),
                facets.orderValue() == null ? null : facets.orderValue().toPlainString(),
                joined(facets.codes()),
                joined(facets.ruleIds()),
                decision.masked().isEmpty() ? null : joined(decision.masked()));
    }

    /** What of a payload goes into its row. */
    public static byte[] bytes(Payload payload) {
        return switch (payload) {
            case Payload.Kept kept -> kept.bytes();
            case Payload.Retired retired -> throw new IllegalArgumentException("a retired payload cannot be recorded");
            case Payload.Unread unread -> throw new IllegalArgumentException("an unread payload cannot be recorded");
        };
    }

    private static void rest(PreparedStatement insert) throws SQLException {
        insert.setBytes(15, null);
        texts(insert, 16, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static void texts(PreparedStatement insert, int from, @Nullable String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setString(from + i, values[i]);
        }
    }

    /** @throws DamagedRecordException if a value is not one that was ever written */
    static Recorded<Entry> read(ResultSet row, Depth depth) throws SQLException {
        var stream = row.getString(1);
        long sequence = row.getLong(2);
        try {
            var position = new Position(stream, sequence, hash(row, 7), hash(row, 8));
            return new Recorded<>(entry(row, depth), position);
        } catch (IllegalArgumentException | DateTimeException | NullPointerException damaged) {
            throw new DamagedRecordException(stream, sequence, String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private static Entry entry(ResultSet row, Depth depth) throws SQLException {
        var at = Instant.ofEpochMilli(row.getLong(5));
        var caller = text(row, 6);
        return switch (Kind.valueOf(text(row, 3))) {
            case DECISION ->
                new DecisionEntry(
                        text(row, 4),
                        text(row, 11),
                        text(row, 12),
                        text(row, 13),
                        text(row, 14),
                        at,
                        caller,
                        facets(row),
                        payload(row, 9, 28, depth),
                        payload(row, 15, 29, depth),
                        masked(row),
                        isSpooled(row));
            case OUTCOME -> {
                requireEmpty(row, 11, 27);
                yield new OutcomeEntry(text(row, 4), text(row, 10), at, caller, payload(row, 9, 28, depth));
            }
            case RETIREMENT -> {
                requireEmpty(row, 11, 27);
                requireEmpty(row, 4, 4);
                requireEmpty(row, 9, 9);
                var detail = text(row, 10).split(SEPARATOR, 2);
                yield new RetirementEntry(Long.parseLong(detail[0]), Instant.parse(detail[1]), at, caller);
            }
        };
    }

    private static boolean isSpooled(ResultSet row) throws SQLException {
        var detail = row.getString(10);
        if (detail != null && !detail.equals(SPOOLED)) {
            throw new IllegalArgumentException(
                    "column 10 of its row has a value that no decision has: '%s'".formatted(detail));
        }
        return detail != null;
    }

    private static SortedSet<String> masked(ResultSet row) throws SQLException {
        var paths = row.getString(27);
        if (paths != null && paths.isEmpty()) {
            throw new IllegalArgumentException("column 27 of its row is an empty text");
        }
        return split(paths == null ? "" : paths);
    }

    // What its kind does not use is not in its hash either: nothing may hide there.
    private static void requireEmpty(ResultSet row, int from, int to) throws SQLException {
        for (int column = from; column <= to; column++) {
            if (row.getObject(column) != null) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "column %d of its row has a value", column));
            }
        }
    }

    private static Facets facets(ResultSet row) throws SQLException {
        return new Facets(
                text(row, 16),
                text(row, 17),
                text(row, 18),
                text(row, 19),
                text(row, 20),
                text(row, 21),
                text(row, 22),
                text(row, 23),
                decimal(row.getString(24)),
                split(text(row, 25)),
                split(text(row, 26)));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var value = new BigDecimal(text);
        if (!value.toPlainString().equals(text)) {
            throw new IllegalArgumentException("'%s' was not written as an order value".formatted(text));
        }
        return value;
    }

    private static Payload payload(ResultSet row, int hashColumn, int bytesColumn, Depth depth) throws SQLException {
        var hash = hash(row, hashColumn);
        if (depth == Depth.HEADERS) {
            return new Payload.Unread(hash);
        }
        byte[] bytes = row.getBytes(bytesColumn);
        return bytes == null ? new Payload.Retired(hash) : new Payload.Kept(bytes, hash);
    }

    private static Hash hash(ResultSet row, int column) throws SQLException {
        return Hash.of(present(row.getBytes(column), column));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return present(row.getString(column), column);
    }

    private static <T> T present(@Nullable T value, int column) {
        if (value == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "column %d of its row is empty", column));
        }
        return value;
    }

    private static String joined(Collection<String> words) {
        return String.join(SEPARATOR, words);
    }

    private static SortedSet<String> split(String text) {
        var words = new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1)));
        if (!joined(words).equals(text)) {
            throw new IllegalArgumentException("'%s' was not written as a list".formatted(text));
        }
        return words;
    }
}
