package dev.docket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.stream.Fate.Decided;
import dev.docket.stream.Fate.Later;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTest {
    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static ConsumerRecord<byte[], byte @Nullable []> record(int partition, long offset, @Nullable String key) {
        return new ConsumerRecord<>(
                "orders",
                partition,
                offset,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                Long.toString(offset).getBytes(StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<byte[], byte @Nullable []>> records(int count, int keys) {
        List<ConsumerRecord<byte[], byte @Nullable []>> records = new ArrayList<>();
        for (int offset = 0; offset < count; offset++) {
            records.add(record(0, offset, "key-" + offset % keys));
        }
        return records;
    }

    @Test
    void records_of_one_key_are_settled_in_their_order_and_never_two_at_once() throws Exception {
        Set<Integer> underWay = ConcurrentHashMap.newKeySet();
        List<Long> order = new CopyOnWriteArrayList<>();
        AtomicBoolean wereTwo = new AtomicBoolean();
        Batch batch = new Batch(
                records(400, 7),
                record -> {
                    int key = (int) (record.offset() % 7);
                    if (!underWay.add(key)) {
                        wereTwo.set(true);
                    }
                    order.add(record.offset());
                    return CompletableFuture.supplyAsync(
                            () -> {
                                underWay.remove(key);
                                return new Decided();
                            },
                            threads);
                },
                threads);
        assertThat(batch.isDone(LONG)).isTrue();
        assertThat(wereTwo).isFalse();
        for (int key = 0; key < 7; key++) {
            int wanted = key;
            assertThat(order.stream().filter(offset -> offset % 7 == wanted)).isSorted();
        }
        assertThat(batch.settled(FIRST)).hasSize(400);
    }

    @Test
    void only_what_is_settled_before_the_first_gap_may_be_committed() throws Exception {
        CompletableFuture<Fate> slow = new CompletableFuture<>();
        Batch batch = new Batch(
                records(10, 10),
                record -> record.offset() == 4 ? slow : CompletableFuture.completedStage(new Decided()),
                threads);
        assertThat(batch.isDone(Duration.ofMillis(200))).isFalse();
        assertThat(batch.settled(FIRST).keySet()).isSubsetOf(0L, 1L, 2L, 3L);
        slow.complete(new Decided());
        assertThat(batch.isDone(LONG)).isTrue();
        assertThat(batch.settled(FIRST)).hasSize(10);
    }

    @Test
    void while_something_is_away_one_record_at_a_time_finds_out_and_then_all_go_on() throws Exception {
        AtomicBoolean isAway = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        Batch batch = new Batch(
                records(50, 50),
                record -> {
                    tries.incrementAndGet();
                    return CompletableFuture.completedStage(isAway.get() ? new Later("away") : new Decided());
                },
                threads);
        while (tries.get() < 50 || batch.because().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(batch.isDone(Duration.ofMillis(100))).isFalse();
        int before = tries.get();
        for (int i = 0; i < 5; i++) {
            batch.goOn();
            assertThat(batch.isDone(Duration.ofMillis(50))).isFalse();
        }
        assertThat(tries.get() - before).isBetween(1, 5);
        isAway.set(false);
        while (!batch.isDone(Duration.ofMillis(10))) {
            batch.goOn();
        }
        assertThat(batch.because()).isEmpty();
        assertThat(batch.settled(FIRST)).hasSize(50);
    }

    @Test
    void of_a_partition_that_is_somebody_elses_no_further_record_begins() throws Exception {
        CompletableFuture<Fate> first = new CompletableFuture<>();
        List<Long> begun = new CopyOnWriteArrayList<>();
        Batch batch = new Batch(
                records(10, 1),
                record -> {
                    begun.add(record.offset());
                    return first;
                },
                threads);
        while (begun.isEmpty()) {
            Thread.onSpinWait();
        }
        batch.drop(Set.of(FIRST));
        first.complete(new Decided());
        assertThat(batch.isDone(LONG)).isTrue();
        assertThat(begun).containsExactly(0L);
        assertThat(batch.settled(FIRST)).hasSize(1);
    }

    @Test
    void records_without_a_key_wait_for_nobody() throws Exception {
        CompletableFuture<Fate> never = new CompletableFuture<>();
        Batch batch = new Batch(
                List.of(record(0, 0, null), record(0, 1, null), record(1, 0, null)),
                record -> record.partition() == 0 && record.offset() == 0
                        ? never
                        : CompletableFuture.completedStage(new Decided()),
                threads);
        while (batch.settled(new TopicPartition("orders", 1)).isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(batch.isDone(Duration.ofMillis(100))).isFalse();
        never.complete(new Decided());
        assertThat(batch.isDone(LONG)).isTrue();
        assertThat(batch.settled(FIRST)).hasSize(2);
    }

    @Test
    void a_defect_of_the_work_is_tried_again_instead_of_waiting_for_ever() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Batch batch = new Batch(
                records(1, 1),
                record -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("as if");
                    }
                    return CompletableFuture.completedStage(new Decided());
                },
                threads);
        while (!batch.isDone(Duration.ofMillis(10))) {
            batch.goOn();
        }
        assertThat(tries).hasValue(2);
    }
}
