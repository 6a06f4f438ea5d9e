package dev.docket.stream;

import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.intake.RecordIntake;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where this service goes on in each of its partitions: where Kafka says, or further on if the journal says so. Until that is known a
 * partition is paused. Used by one thread.
 */
final class Places {
    private final Consumer<?, ?> consumer;
    private final RecordIntake intake;
    private final Outage outage;
    private final boolean fromBeginning;
    private final Map<TopicPartition, Long> known = new HashMap<>();
    private final Set<TopicPartition> overtaken = new HashSet<>();

    /** @param fromBeginning whether to begin with the first record there is where neither Kafka nor the journal knows a place */
    Places(Consumer<?, ?> consumer, RecordIntake intake, Outage outage, boolean fromBeginning) {
        this.consumer = consumer;
        this.intake = intake;
        this.outage = outage;
        this.fromBeginning = fromBeginning;
    }

    /** Where the next range of a partition begins; nothing if it is not known. */
    OptionalLong of(TopicPartition partition) {
        Long place = known.get(partition);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place);
    }

    /** Everything before an offset was taken in. */
    void moved(TopicPartition partition, long to) {
        known.put(partition, to);
    }

    /** Another service took in what begins there: the journal knows how much. */
    void overtaken(TopicPartition partition) {
        known.remove(partition);
        overtaken.add(partition);
        consumer.pause(List.of(partition));
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(known::remove);
        partitions.forEach(overtaken::remove);
    }

    /** Finds out what is not known yet. @return whether all is known */
    boolean find() {
        boolean isAllKnown = true;
        for (TopicPartition partition : consumer.assignment()) {
            if (!known.containsKey(partition)) {
                isAllKnown &= isFound(partition);
            }
        }
        return isAllKnown;
    }

    private boolean isFound(TopicPartition partition) {
        Optional<Long> end;
        try {
            end = intake.end(partition.topic(), partition.partition());
        } catch (StoreUnavailableException away) {
            outage.failed(ConsumeStream.WORK, away.toLog());
            return false;
        }
        Set<TopicPartition> it = Set.of(partition);
        long first = Objects.requireNonNull(consumer.beginningOffsets(it).get(partition));
        long last = Objects.requireNonNull(consumer.endOffsets(it).get(partition));
        OffsetAndMetadata committed = consumer.committed(it).get(partition);
        long place;
        if (end.isPresent() && (committed == null || end.get() > committed.offset() || overtaken.contains(partition))) {
            place = end.get();
        } else if (committed != null) {
            place = committed.offset();
        } else {
            place = fromBeginning ? first : last;
        }
        if (place > last) {
            outage.failed(
                    ConsumeStream.WORK,
                    "%s ends before what the journal has of it: was the topic made again? Use another name for a new one"
                            .formatted(partition));
            return false;
        }
        if (place < first) {
            outage.failed(
                    ConsumeStream.WORK,
                    String.format(
                            Locale.ROOT,
                            "%s begins with offset %d, and what comes next is %d: Kafka deleted records that nobody decided. To go on without them, set the group's offset to %d",
                            partition,
                            first,
                            place,
                            first));
            return false;
        }
        consumer.seek(partition, place);
        overtaken.remove(partition);
        known.put(partition, place);
        consumer.resume(List.of(partition));
        return true;
    }
}
