package dev.docket.service.proof;

import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.service.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says how far the journal has come. */
public final class DescribeJournal {
    private final JournalReader journal;

    public DescribeJournal(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * A stream: what one service recorded.
     *
     * @param records how many it has
     * @param signed of how many the last checkpoint is; 0 without one
     * @param signedAt when; nothing without one
     */
    public record Stream(String name, long records, long signed, Optional<Instant> signedAt) {}

    /** The streams of all services that share the journal. @throws StoreUnavailableException if it cannot be read */
    public List<Stream> streams() {
        return StoreUnavailableException.reading(
                () -> journal.logs().stream().map(DescribeJournal::stream).toList());
    }

    private static Stream stream(Log log) {
        Optional<Log.StoredCheckpoint> last = log.latestCheckpoint();
        return new Stream(
                log.stream(),
                log.size(),
                last.map(Log.StoredCheckpoint::size).orElse(0L),
                last.map(Log.StoredCheckpoint::at));
    }
}
