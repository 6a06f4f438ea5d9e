package dev.docket.stream;

import dev.docket.outage.Outage;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executor;
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
    /** How long whoever gets a partition waits for what is under way. What is not settled by then is decided there: once. */
    private static final Duration HANDING_OVER = Duration.ofSeconds(5);

    private static final Duration DRAINING = Duration.ofSeconds(5);

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final Batch.Work work;
    private final Executor threads;
    private final Map<String, StreamCounts> counts;
    private final Outage outage;
    private final BooleanSupplier isLeaving;
    private @Nullable Batch batch;

    Consuming(
            Consumer<byte[], byte @Nullable []> consumer,
            Batch.Work work,
            Executor threads,
            Map<String, StreamCounts> counts,
            Outage outage,
            BooleanSupplier isLeaving) {
        this.consumer = consumer;
        this.work = work;
        this.threads = threads;
        this.counts = counts;
        this.outage = outage;
        this.isLeaving = isLeaving;
    }

    /** Consumes until it is told to leave. What was settled is committed then. */
    void run() throws InterruptedException {
        consumer.subscribe(counts.keySet(), this);
        while (!isLeaving.getAsBoolean()) {
            ConsumerRecords<byte[], byte @Nullable []> polled = consumer.poll(POLL);
            lag();
            if (!polled.isEmpty()) {
                settle(polled);
            } else if (isConnected()) {
                outage.worked(ConsumeStream.WORK);
            } else {
                outage.failed(ConsumeStream.WORK, "Kafka does not answer");
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
            current.because().ifPresent(because -> outage.failed(ConsumeStream.WORK, because));
            if (current.because().isEmpty() || System.nanoTime() - tried > BETWEEN_TRIES.toNanos()) {
                tried = System.nanoTime();
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
        commit(current, current.partitions());
        batch = null;
        consumer.resume(consumer.assignment());
    }

    /** Commits what was settled, of those partitions that are still this service's. */
    private void commit(Batch settled, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            SortedMap<Long, Fate.Settled> fates = settled.settled(partition);
            if (!fates.isEmpty() && consumer.assignment().contains(partition)) {
                offsets.put(partition, new OffsetAndMetadata(fates.lastKey() + 1));
                StreamCounts ofTopic = counts.get(partition.topic());
                if (ofTopic != null) {
                    fates.values().forEach(ofTopic::count);
                }
            }
        }
        try {
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets);
            }
            outage.worked(ConsumeStream.WORK);
        } catch (RebalanceInProgressException | CommitFailedException taken) {
            // Somebody else decides these again, without effect; or the next commit covers them.
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
        if (batch != null) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Batch current = batch;
        if (current == null) {
            return;
        }
        try {
            if (current.because().isEmpty()) {
                boolean unused = current.isDone(HANDING_OVER);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        current.drop(partitions);
        commit(current, partitions);
        current.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        Batch current = batch;
        if (current != null) {
            // They are another service's by now, and so are their offsets.
            current.drop(partitions);
            current.forget(partitions);
        }
    }
}
