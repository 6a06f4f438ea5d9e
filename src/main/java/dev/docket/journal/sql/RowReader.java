package dev.docket.journal.sql;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.DamagedRecordException;
import dev.docket.journal.Depth;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Facet;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader.Kind;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads a record from a row, and rejects values that cannot have been written. */
final class RowReader {
    private static final String SPOOLED = "spooled";
    private static final String EMERGENCY = "emergency ";
    private static final String CANARY = "canary ";

    private final ResultSet row;
    private final Depth depth;

    private RowReader(ResultSet row, Depth depth) {
        this.row = row;
        this.depth = depth;
    }

    /** @throws DamagedRecordException if a value cannot have been written */
    static Recorded<Entry> read(ResultSet row, Depth depth) throws SQLException {
        var stream = row.getString("stream");
        long sequence = row.getLong("sequence");
        try {
            var reader = new RowReader(row, depth);
            var position = new Position(stream, sequence, reader.hash("previous"), reader.hash("hash"));
            return new Recorded<>(reader.entry(), position);
        } catch (IllegalArgumentException | DateTimeException | NullPointerException damaged) {
            throw new DamagedRecordException(stream, sequence, String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private Entry entry() throws SQLException {
        var at = Instant.ofEpochMilli(row.getLong("at"));
        return switch (Kind.valueOf(text("kind"))) {
            case DECISION -> {
                requireEmpty("step");
                requireEmpty("work");
                requireEmpty("intake");
                var detail = detail();
                yield new DecisionEntry(
                        new DecisionId(text("decision_id")),
                        text("request_id"),
                        new RequestDigest(text("request_digest")),
                        new Digest(text("bundle_digest")),
                        modelDigest(),
                        at,
                        sender(),
                        facets(),
                        payload("payload_hash", "document"),
                        payload("answer_hash", "answer"),
                        masked(),
                        detail.isSpooled(),
                        detail.emergency(),
                        detail.arm(),
                        Optional.ofNullable(row.getString("mapping")).map(MappedBy::parse));
            }
            case OUTCOME -> {
                requireEmptyBut("decision_id", "detail", "payload_hash", "call");
                yield new OutcomeEntry(
                        new DecisionId(text("decision_id")),
                        text("detail"),
                        at,
                        sender(),
                        payload("payload_hash", "document"));
            }
            case RETIREMENT -> {
                requireEmptyBut("detail");
                var detail = twoWords("detail");
                yield new RetirementEntry(Long.parseLong(detail[0]), Instant.parse(detail[1]), at, text("caller"));
            }
            case CHANGE -> {
                requireEmptyBut("detail", "step", "payload_hash", "answer_hash", "call");
                var detail = twoWords("detail");
                yield new ChangeEntry(
                        number(text("step")),
                        hash("answer_hash"),
                        detail[1],
                        detail[0],
                        at,
                        sender(),
                        payload("payload_hash", "document"));
            }
            case WORK -> {
                requireEmptyBut("decision_id", "detail", "work", "payload_hash", "call");
                var detail = twoWords("detail");
                yield new WorkEntry(
                        new DecisionId(text("decision_id")),
                        number(text("work")),
                        WorkEntry.Act.valueOf(detail[0]),
                        detail[1],
                        at,
                        sender(),
                        payload("payload_hash", "document"));
            }
            case INTAKE -> {
                requireEmptyBut("intake", "detail");
                yield intake(at);
            }
        };
    }

    private IntakeEntry intake(Instant at) throws SQLException {
        var place = IntakeEntry.Place.parse(text("intake"));
        var lines = List.of(text("detail").split("\n", -1));
        var entry = new IntakeEntry(
                place.topic(),
                place.partition(),
                place.from(),
                Long.parseLong(lines.getFirst()),
                lines.stream().skip(1).map(IntakeEntry.Apart::parse).toList(),
                at,
                text("caller"));
        if (!RowWriter.detail(entry).equals(text("detail")) || !place.text().equals(text("intake"))) {
            throw new IllegalArgumentException("columns 'intake' and 'detail' have no range");
        }
        return entry;
    }

    private Sender sender() throws SQLException {
        return new Sender(
                text("caller"), Optional.ofNullable(row.getString("call")).map(Call::parse));
    }

    private Optional<Digest> modelDigest() throws SQLException {
        var text = text("model_digest");
        return text.isEmpty() ? Optional.empty() : Optional.of(new Digest(text));
    }

    /** How a decision came to be recorded, if there is anything to say. */
    static String detail(boolean isSpooled, Optional<String> emergency, Optional<CanaryArm> arm) {
        return (isSpooled ? SPOOLED : "")
                + emergency.map(change -> EMERGENCY + change).orElse("")
                + arm.map(part -> CANARY + part.text()).orElse("");
    }

    private record Detail(boolean isSpooled, Optional<String> emergency, Optional<CanaryArm> arm) {}

    private Detail detail() throws SQLException {
        var stored = row.getString("detail");
        if (stored == null) {
            return new Detail(false, Optional.empty(), Optional.empty());
        }
        int canary = stored.indexOf(CANARY);
        var arm = canary < 0
                ? Optional.<CanaryArm>empty()
                : Optional.of(CanaryArm.parse(stored.substring(canary + CANARY.length())));
        var rest = canary < 0 ? stored : stored.substring(0, canary);
        int at = rest.indexOf(EMERGENCY);
        var emergency = at < 0 ? Optional.<String>empty() : Optional.of(rest.substring(at + EMERGENCY.length()));
        boolean isSpooled = stored.equals(detail(true, emergency, arm));
        if (stored.isEmpty() || !(isSpooled || stored.equals(detail(false, emergency, arm)))) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "column 'detail' has a value that is invalid for a decision: '%s'", stored));
        }
        return new Detail(isSpooled, emergency, arm);
    }

    private SortedSet<String> masked() throws SQLException {
        return Facets.words(list("masked"));
    }

    /** Of a column that is empty in most records. */
    private String list(String column) throws SQLException {
        var words = row.getString(column);
        if (words != null && words.isEmpty()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "column '%s' is an empty text", column));
        }
        return words == null ? "" : words;
    }

    // Columns unused by its kind are not covered by the hash, so nothing may hide there.
    private void requireEmptyBut(String... used) throws SQLException {
        for (var column : RecordColumns.NAMES) {
            if (!RecordColumns.COMMON.contains(column) && !List.of(used).contains(column)) {
                requireEmpty(column);
            }
        }
    }

    private String[] twoWords(String column) throws SQLException {
        var words = text(column).split(" ", 2);
        if (words.length != 2) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "column '%s' lacks a word", column));
        }
        return words;
    }

    private void requireEmpty(String column) throws SQLException {
        if (row.getObject(column) != null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "column '%s' has a value", column));
        }
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        if (!RowWriter.step(number).equals(text)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not the number of a step", text));
        }
        return number;
    }

    private Facets facets() throws SQLException {
        Map<Facet, String> texts = new HashMap<>();
        for (var facet : Facet.values()) {
            texts.put(facet, text(facet.column()));
        }
        return Facets.of(texts::get, list("attributes"));
    }

    private Payload payload(String hashColumn, String bytesColumn) throws SQLException {
        var hash = hash(hashColumn);
        if (depth == Depth.HEADERS) {
            return new Payload.Unread(hash);
        }
        byte[] bytes = row.getBytes(bytesColumn);
        return bytes == null ? new Payload.Retired(hash) : new Payload.Kept(bytes, hash);
    }

    private Hash hash(String column) throws SQLException {
        return Hash.of(present(row.getBytes(column), column));
    }

    private String text(String column) throws SQLException {
        return present(row.getString(column), column);
    }

    private static <T> T present(@Nullable T value, String column) {
        if (value == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "column '%s' is empty", column));
        }
        return value;
    }
}
