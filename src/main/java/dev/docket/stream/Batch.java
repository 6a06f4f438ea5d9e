package dev.docket.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one poll on their way to being settled, so many at a time as there are keys and threads. What fails because
 * something is away is tried again: one record to find out, and all once that worked. Thread-safe.
 */
final class Batch {
    /** Decides and records one record. Never fails. */
    interface Work {
        CompletionStage<Fate> of(ConsumerRecord<byte[], byte @Nullable []> record);
    }

    private final Work work;
    private final Executor threads;
    private final Map<TopicPartition, TreeMap<Long, Optional<Fate.Settled>>> records = new HashMap<>();
    private final Queue<Lane> waiting = new ArrayDeque<>();
    private final Set<TopicPartition> dropped = new HashSet<>();
    private int running;
    private @Nullable String because;

    Batch(Iterable<ConsumerRecord<byte[], byte @Nullable []>> polled, Work work, Executor threads) {
        this.work = work;
        this.threads = threads;
        for (ConsumerRecord<byte[], byte @Nullable []> record : polled) {
            records.computeIfAbsent(RecordPlace.of(record).ofTopic(), any -> new TreeMap<>())
                    .put(record.offset(), Optional.empty());
        }
        Collection<Lane> lanes = Lane.of(polled);
        running = lanes.size();
        lanes.forEach(lane -> threads.execute(() -> run(lane)));
    }

    /** Whether every record is settled or dropped, after waiting for that. */
    synchronized boolean isDone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !isDone() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return isDone();
    }

    private boolean isDone() {
        return running == 0 && waiting.isEmpty();
    }

    /** Why records wait; nothing while none does. */
    synchronized Optional<String> because() {
        return Optional.ofNullable(because);
    }

    /** Tries what waits: one record while something is away, else all. */
    synchronized void goOn() {
        while (!waiting.isEmpty() && (because == null || running == 0)) {
            Lane lane = waiting.remove();
            running++;
            threads.execute(() -> run(lane));
        }
    }

    /** Begins no further record of these partitions. */
    synchronized void drop(Collection<TopicPartition> partitions) {
        dropped.addAll(partitions);
        waiting.removeIf(lane -> dropped.contains(lane.partition()));
        notifyAll();
    }

    /** What became of the records of a partition up to the first one that is not settled. */
    synchronized SortedMap<Long, Fate.Settled> settled(TopicPartition partition) {
        SortedMap<Long, Fate.Settled> settled = new TreeMap<>();
        for (Map.Entry<Long, Optional<Fate.Settled>> one :
                records.getOrDefault(partition, new TreeMap<>()).entrySet()) {
            if (one.getValue().isEmpty()) {
                break;
            }
            settled.put(one.getKey(), one.getValue().get());
        }
        return settled;
    }

    /** Nothing more is said of these partitions. */
    synchronized void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(records::remove);
    }

    /** Those it has records of. */
    synchronized Set<TopicPartition> partitions() {
        return Set.copyOf(records.keySet());
    }

    private void run(Lane lane) {
        ConsumerRecord<byte[], byte @Nullable []> record = lane.head();
        if (record == null || isDropped(lane)) {
            end();
            return;
        }
        try {
            work.of(record).whenComplete((fate, broken) -> {
                if (broken == null) {
                    over(lane, record, fate);
                } else {
                    later(lane, broken.getClass().getSimpleName());
                }
            });
        } catch (RuntimeException | Error broken) {
            // Whatever it is, the others must not wait for it for ever.
            later(lane, broken.getClass().getSimpleName());
        }
    }

    private synchronized boolean isDropped(Lane lane) {
        return dropped.contains(lane.partition());
    }

    private synchronized void end() {
        running--;
        notifyAll();
    }

    private void over(Lane lane, ConsumerRecord<byte[], byte @Nullable []> record, Fate fate) {
        switch (fate) {
            case Fate.Settled settled -> {
                settle(record, settled);
                lane.next();
                // Not on this thread, which is the journal's.
                threads.execute(() -> run(lane));
            }
            case Fate.Later later -> later(lane, later.because());
            case Fate.Poison poison -> throw new IllegalStateException("a dead letter must be sent first");
        }
    }

    private synchronized void settle(ConsumerRecord<byte[], byte @Nullable []> record, Fate.Settled settled) {
        because = null;
        records.getOrDefault(RecordPlace.of(record).ofTopic(), new TreeMap<>())
                .put(record.offset(), Optional.of(settled));
    }

    private synchronized void later(Lane lane, String why) {
        because = why;
        if (!dropped.contains(lane.partition())) {
            waiting.add(lane);
        }
        end();
    }
}
