package dev.docket.stream;

import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.intake.RecordIntake;
import dev.docket.service.intake.TakenIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * One member of the group: polls, has a batch settled, and commits only then. While a batch is under way nothing is fetched, but
 * polling goes on, so that the group does not take a service for dead whose journal is away. Used by one thread.
 */
final class Consuming implements ConsumerRebalanceListener {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration DRAINING = Duration.ofSeconds(5);

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final Batch.Work work;
    private final Executor threads;
    private final Map<String, StreamCounts> counts;
    private final Outage outage;
    private final BooleanSupplier isLeaving;
    private final RecordIntake intake;
    private final Places places;
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
    private @Nullable Batch batch;

    Consuming(
            Consumer<byte[], byte @Nullable []> consumer,
            Batch.Work work,
            Executor threads,
            RecordIntake intake,
            Map<String, StreamCounts> counts,
            Outage outage,
            BooleanSupplier isLeaving,
            boolean fromBeginning) {
        this.consumer = consumer;
        this.work = work;
        this.threads = threads;
        this.intake = intake;
        this.places = new Places(consumer, intake, outage, fromBeginning);
        this.counts = counts;
        this.outage = outage;
        this.isLeaving = isLeaving;
    }

    /** Consumes until it is told to leave. What was settled is committed then. */
    void run() throws InterruptedException {
        consumer.subscribe(counts.keySet(), this);
        while (!isLeaving.getAsBoolean()) {
            boolean isPlaced = places.find();
            ConsumerRecords<byte[], byte @Nullable []> polled = consumer.poll(POLL);
            lag();
            if (polled.isEmpty() && !uncommitted.isEmpty()) {
                commit(Map.of());
            }
            if (!polled.isEmpty()) {
                settle(polled);
            } else if (!isConnected()) {
                outage.failed(ConsumeStream.WORK, "Kafka does not answer");
            } else if (isPlaced) {
                outage.worked(ConsumeStream.WORK);
            }
        }
    }

    /** A poll says nothing when no broker answers: it only has no records. */
    private boolean isConnected() {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .map(Metric::metricValue)
                .anyMatch(count -> count instanceof Double open && open > 0);
    }

    private void settle(ConsumerRecords<byte[], byte @Nullable []> polled) throws InterruptedException {
        Batch current = new Batch(polled, work, threads);
        batch = current;
        consumer.pause(consumer.assignment());
        long tried = System.nanoTime();
        long leave = Long.MAX_VALUE;
        while (!current.isDone(LOOK)) {
            // Paused, it has no records; it keeps this service in the group.
            consumer.poll(Duration.ZERO);
            if (current.because().isEmpty()) {
                current.goOn();
            } else if (System.nanoTime() - tried > BETWEEN_TRIES.toNanos()) {
                tried = System.nanoTime();
                current.because().ifPresent(because -> outage.failed(ConsumeStream.WORK, because));
                current.goOn();
            }
            if (isLeaving.getAsBoolean()) {
                leave = Math.min(leave, System.nanoTime() + DRAINING.toNanos());
                if (System.nanoTime() - leave > 0 || current.because().isPresent()) {
                    current.drop(current.partitions());
                    break;
                }
            }
        }
        takeIn(current, current.partitions());
        batch = null;
        consumer.resume(consumer.assignment().stream()
                .filter(partition -> places.of(partition).isPresent())
                .toList());
    }

    /** Records what became of the records, and commits their offsets then. */
    private void takeIn(Batch settled, Collection<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, TakenIn> ranges = ranges(settled, partitions);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        List<Recording> recordings = recordings(ranges.keySet(), ranges);
        while (!recordings.isEmpty()) {
            List<TopicPartition> again = new ArrayList<>();
            for (Recording recording : recordings) {
                Optional<Boolean> isRecorded = isRecorded(recording);
                if (isRecorded.isEmpty()) {
                    again.add(recording.partition());
                } else if (isRecorded.get()) {
                    offsets.put(
                            recording.partition(),
                            new OffsetAndMetadata(recording.range().to()));
                } else if (places.of(recording.partition()).isPresent()) {
                    places.overtaken(recording.partition());
                }
            }
            if (again.isEmpty() || isLeaving.getAsBoolean()) {
                break;
            }
            consumer.poll(Duration.ZERO);
            Thread.sleep(BETWEEN_TRIES);
            // What went to another service meanwhile is its to record.
            again.retainAll(consumer.assignment());
            recordings = recordings(again, ranges);
        }
        commit(offsets);
        offsets.keySet().forEach(partition -> count(settled, partition));
    }

    /** What became of the records of a partition, on its way into the journal. */
    private record Recording(TopicPartition partition, TakenIn range, CompletableFuture<Boolean> isRecorded) {}

    private List<Recording> recordings(Collection<TopicPartition> partitions, Map<TopicPartition, TakenIn> ranges) {
        List<Recording> recordings = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            TakenIn range = ranges.get(partition);
            if (range != null) {
                recordings.add(
                        new Recording(partition, range, intake.record(range).toCompletableFuture()));
            }
        }
        return recordings;
    }

    /** Whether the range is in the journal, or another one that begins there; nothing if the journal is away. */
    private Optional<Boolean> isRecorded(Recording recording) throws InterruptedException {
        try {
            while (true) {
                try {
                    return Optional.of(recording.isRecorded().get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
                } catch (TimeoutException notYet) {
                    consumer.poll(Duration.ZERO);
                }
            }
        } catch (ExecutionException failed) {
            outage.failed(
                    ConsumeStream.WORK,
                    StoreUnavailableException.in(failed)
                            .map(StoreUnavailableException::toLog)
                            .orElseGet(() -> String.valueOf(failed.getCause())));
            return Optional.empty();
        }
    }

    private Map<TopicPartition, TakenIn> ranges(Batch settled, Collection<TopicPartition> partitions) {
        Map<TopicPartition, TakenIn> ranges = new HashMap<>();
        for (TopicPartition partition : partitions) {
            SortedMap<Long, Fate.Settled> fates = settled.settled(partition);
            OptionalLong from = places.of(partition);
            if (!fates.isEmpty() && from.isPresent() && consumer.assignment().contains(partition)) {
                ranges.put(partition, range(partition, from.getAsLong(), fates));
            }
        }
        return ranges;
    }

    private static TakenIn range(TopicPartition partition, long from, SortedMap<Long, Fate.Settled> fates) {
        TakenIn range = new TakenIn(partition.topic(), partition.partition(), from);
        fates.forEach((offset, fate) -> {
            switch (fate) {
                case Fate.Decided decided -> range.decided(offset);
                case Fate.Duplicate duplicate -> range.duplicate(offset, duplicate.of());
                case Fate.DeadLettered dead ->
                    range.deadLettered(offset, dead.reason().word(), dead.value());
            }
        });
        return range;
    }

    private void count(Batch settled, TopicPartition partition) {
        StreamCounts ofTopic = counts.get(partition.topic());
        if (ofTopic != null) {
            settled.settled(partition).values().forEach(ofTopic::count);
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            if (places.of(partition).isPresent()) {
                places.moved(partition, offset.offset());
            }
        });
        uncommitted.putAll(offsets);
        uncommitted.keySet().retainAll(consumer.assignment());
        try {
            if (!uncommitted.isEmpty()) {
                consumer.commitSync(Map.copyOf(uncommitted));
                uncommitted.clear();
            }
            outage.worked(ConsumeStream.WORK);
        } catch (RebalanceInProgressException | CommitFailedException taken) {
            // Whoever has them now goes on where the journal says. What is still this one's is committed next time.
        }
    }

    private void lag() {
        Map<String, Long> lags = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            lags.merge(partition.topic(), consumer.currentLag(partition).orElse(0), Long::sum);
        }
        counts.forEach((topic, count) -> count.lag(lags.getOrDefault(topic, 0L)));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Until it is known where to go on in them. Without any place, Kafka would ask for one at once.
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Batch current = batch;
        if (current != null) {
            // What is settled by then is decided, and for whoever has them next to take in: it finds the decisions.
            current.drop(partitions);
            current.forget(partitions);
        }
        places.forget(partitions);
        uncommitted.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }
}
