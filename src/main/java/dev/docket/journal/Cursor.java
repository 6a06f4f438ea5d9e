package dev.docket.journal;

import dev.docket.journal.record.Recorded;
import java.time.Instant;

/** A position in the sequence of all decisions, ordered by time of receipt, stream and sequence. */
public record Cursor(Instant at, String stream, long sequence) {
    public static Cursor of(Recorded<?> recorded) {
        var position = recorded.position();
        return new Cursor(recorded.entry().at(), position.stream(), position.sequence());
    }
}
