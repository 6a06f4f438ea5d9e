package dev.docket.service.intake;

import dev.docket.digest.Digest;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.IntakeEntry.Apart;
import dev.docket.journal.record.IntakeEntry.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of the records of a partition from one offset on. Offsets that nothing is said of have no record in Kafka. */
public final class TakenIn {
    private final String topic;
    private final int partition;
    private final long from;
    private final List<Apart> apart = new ArrayList<>();
    private long next;

    /** @param from where the range before it ends */
    public TakenIn(String topic, int partition, long from) {
        this.topic = topic;
        this.partition = partition;
        this.from = from;
        this.next = from;
    }

    /** A decision names the record. Offsets are said in their order. */
    public void decided(long offset) {
        upTo(offset);
    }

    /** @param of the record of the decision that was there before, as in {@code 0123456789ab:17} */
    public void duplicate(long offset, String of) {
        upTo(offset);
        apart.add(new Apart(offset, offset, Fate.DUPLICATE, of));
    }

    /** @param value the digest of the record's value, if it has one */
    public void deadLettered(long offset, String reason, Optional<Digest> value) {
        upTo(offset);
        apart.add(new Apart(
                offset,
                offset,
                Fate.DEAD_LETTERED,
                reason + " " + value.map(Digest::text).orElse("-")));
    }

    private void upTo(long offset) {
        if (offset > next) {
            apart.add(new Apart(next, offset - 1, Fate.ABSENT, ""));
        }
        next = offset + 1;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    /** The offset after the last one. */
    public long to() {
        return next;
    }

    IntakeEntry entry(Instant at) {
        return new IntakeEntry(topic, partition, from, next, apart, at, StreamCaller.of(topic));
    }
}
