package dev.docket.journal.sql;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facet;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.RequestDigest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
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
                Facets.of(facet -> facet == Facet.ORDER_VALUE ? "0" : id),
                Payload.of(new byte[payloadBytes]),
                Payload.of(new byte[payloadBytes]));
        var next = RecordHeader.position(entry, last.stream(), last.sequence() + 1, last.hash());
        if (!inserts.insert(entry, next)) {
            throw new SQLException("the id of a rehearsal is taken");
        }
        inserts.flush();
    }
}
