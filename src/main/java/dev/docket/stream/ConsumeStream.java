package dev.docket.stream;

import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.intake.RecordIntake;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Has the orders decided that come by Kafka, from the start of the service to its end. Without topics it does nothing. */
public final class ConsumeStream {
    static final String WORK = "consuming";

    private static final int MOST_RECORDS = 500;
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final StreamSettings settings;
    private final DecideRecord decide;
    private final RecordIntake intake;
    private final Supplier<String> member;
    private final Outage outage;
    private final SortedMap<String, StreamCounts> counts = new TreeMap<>();
    private final CountDownLatch leaving = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * Prepares.
     *
     * @param member a name in the group that no other service has, and this one again after a restart; may fail while the
     *     journal is away
     * @param outage of consuming, whatever is away
     */
    public ConsumeStream(
            StreamSettings settings, DecideRecord decide, RecordIntake intake, Supplier<String> member, Outage outage) {
        this.settings = settings;
        this.decide = decide;
        this.intake = intake;
        this.member = member;
        this.outage = outage;
        settings.topics().forEach(topic -> counts.put(topic.name(), new StreamCounts()));
    }

    public boolean isOn() {
        return settings.isOn();
    }

    /** Whether records wait because something is away. */
    public boolean isPaused() {
        return outage.isOn();
    }

    /** By topic. */
    public SortedMap<String, StreamCounts> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    public void start() {
        if (isOn()) {
            thread = Thread.ofPlatform().daemon().name("docket-stream").start(this::run);
        }
    }

    /**
     * Ends after the records that are being decided, and commits them.
     *
     * @throws InterruptedException if this thread is to stop
     */
    public void stop() throws InterruptedException {
        leaving.countDown();
        Thread running = thread;
        if (running != null) {
            running.join(PATIENCE);
            running.interrupt();
            running.join(CLOSING);
        }
    }

    private boolean isLeaving() {
        return leaving.getCount() == 0;
    }

    // Whatever fails, it begins again: what was not committed comes again, and is decided once.
    private void run() {
        ExecutorService threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("docket-stream-", 1).factory());
        try {
            while (!isLeaving()) {
                try {
                    consume(threads);
                } catch (IOException | RuntimeException | Error failed) {
                    // Not what Kafka's client says: it may quote the file of properties.
                    outage.failed(
                            WORK,
                            StoreUnavailableException.in(failed)
                                    .map(StoreUnavailableException::toLog)
                                    .orElseGet(
                                            () -> "Kafka: " + failed.getClass().getSimpleName()));
                    pause();
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // whether it is over or not, the loop asks
    private void pause() throws InterruptedException {
        leaving.await(AFTER_A_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void consume(ExecutorService threads) throws IOException, InterruptedException {
        Consumer<byte[], byte @Nullable []> consumer = consumer();
        try (Producer<byte[], byte[]> producer = producer(settings)) {
            // Both say so if Kafka is away, or has no such topic; a consumer would wait for it for ever.
            for (InTopic topic : settings.topics()) {
                if (consumer.partitionsFor(topic.name()).isEmpty()) {
                    throw new IOException("there is no topic " + topic.name());
                }
            }
            producer.partitionsFor(settings.deadLetters());
            DeadLetters letters = new DeadLetters(producer, settings.deadLetters());
            new Consuming(
                            consumer,
                            record -> settled(record, letters, threads),
                            threads,
                            intake,
                            counts,
                            outage,
                            this::isLeaving,
                            settings.fromBeginning())
                    .run();
        } finally {
            // Whoever begins again is let in as who it was; who leaves says so, and others need not wait.
            consumer.close(CloseOptions.timeout(CLOSING)
                    .withGroupMembershipOperation(
                            isLeaving() ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.DEFAULT));
        }
    }

    // Not on the journal's thread, which answers others: a producer that has lost its broker blocks.
    private CompletionStage<Fate> settled(
            ConsumerRecord<byte[], byte @Nullable []> record, DeadLetters letters, Executor threads) {
        return decide.decide(record)
                .thenComposeAsync(
                        fate -> fate instanceof Fate.Poison poison
                                ? letters.send(record, poison)
                                : CompletableFuture.completedFuture(fate),
                        threads);
    }

    private Consumer<byte[], byte @Nullable []> consumer() throws IOException {
        return new KafkaConsumer<>(
                settings.client(Map.of(
                        "group.id",
                        settings.group(),
                        "group.instance.id",
                        "docket-" + member.get(),
                        "session.timeout.ms",
                        "10000",
                        "enable.auto.commit",
                        "false",
                        // Kafka must not choose: what it skips would look as if it had never been there.
                        "auto.offset.reset",
                        "none",
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        "false",
                        "max.poll.records",
                        Integer.toString(MOST_RECORDS),
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "default.api.timeout.ms",
                        "15000")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static Producer<byte[], byte[]> producer(StreamSettings settings) throws IOException {
        return new KafkaProducer<>(
                settings.client(DeadLetters.PRODUCER), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
