package dev.docket.journal.sql;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Inserts a record as any decision is, into every table and index, for its caller to roll back. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Inserts it.
     *
     * @param last the position of the stream's last record
     * @param payloadBytes for the request and again for the answer
     */
    public static void insert(RecordInserts inserts, Position last, int payloadBytes) throws SQLException {
        var id = "rehearsal-" + UUID.randomUUID();
        var digest = Digest.over(id.getBytes(StandardCharsets.UTF_8));
        var entry = new DecisionEntry(
                new DecisionId(id),
                id,
                RequestDigest.of(digest),
                digest,
                Optional.of(digest),
                Instant.EPOCH,
                id,
                new Facets(
                        id,
                        id,
                        id,
                        id,
                        id,
                        id,
                        id,
                        id,
                        BigDecimal.ZERO,
                        new TreeSet<>(Set.of(new ExceptionCode(id))),
                        new TreeSet<>(Set.of(new RuleId(id))),
                        new TreeMap<>(Map.of(id, id))),
                Payload.of(new byte[payloadBytes]),
                Payload.of(new byte[payloadBytes]));
        var next = RecordHeader.position(entry, last.stream(), last.sequence() + 1, last.hash());
        if (!inserts.insert(entry, next)) {
            throw new SQLException("the id of a rehearsal is taken");
        }
        inserts.flush();
    }
}
