package dev.docket.journal;

import java.time.Duration;

/**
 * How busy a journal is.
 *
 * @param batches how many transactions it has committed since it was opened
 * @param records how many records they had
 * @param writing how long writing took, together, also what failed
 * @param waiting how many records, probes and checkpoints wait to be written, those of the present transaction among them
 * @param lag how long the oldest of them has been waiting
 * @param spooled how many decisions wait in the local spool
 */
public record JournalLoad(long batches, long records, Duration writing, int waiting, Duration lag, long spooled) {
    /** Of a journal that does nothing. */
    public static final JournalLoad NONE = new JournalLoad(0, 0, Duration.ZERO, 0, Duration.ZERO, 0);

    /** The same with a spool. */
    public JournalLoad withSpooled(long waitingThere) {
        return new JournalLoad(batches, records, writing, waiting, lag, waitingThere);
    }
}
