package dev.docket.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters to their topics again, each once: a group of its own remembers which. They stay in the topic of dead letters,
 * as long as that keeps them.
 */
final class RetryDeadLetters {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 100;

    private final StreamSettings settings;
    private final Set<String> topics;
    private final Consumer<String> lines;
    private final int most;
    private final int mostRetries;
    private final boolean isPreview;
    private int sent;
    private int passed;

    /**
     * Prepares.
     *
     * @param most how many to look at
     * @param mostRetries a letter that was sent again so often is passed over
     * @param isPreview whether to say only what would be done
     * @param lines what happens, one line each
     */
    RetryDeadLetters(StreamSettings settings, int most, int mostRetries, boolean isPreview, Consumer<String> lines) {
        this.settings = settings;
        this.topics = settings.topics().stream().map(InTopic::name).collect(Collectors.toSet());
        this.most = most;
        this.mostRetries = mostRetries;
        this.isPreview = isPreview;
        this.lines = lines;
    }

    /** Does it, up to the end that the topic has now. */
    void run() throws IOException, InterruptedException, ExecutionException {
        try (KafkaConsumer<byte[], byte @Nullable []> consumer = consumer();
                Producer<byte[], byte[]> producer = ConsumeStream.producer(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.deadLetters()).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.pause(partitions);
                consumer.resume(List.of(partition));
                long last = System.nanoTime();
                while (looked() < most && consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
                    if (System.nanoTime() - last > LONGEST_SILENCE.toNanos()) {
                        throw new IOException("Kafka does not answer any more");
                    }
                    for (ConsumerRecord<byte[], byte @Nullable []> letter : consumer.poll(POLL)) {
                        last = System.nanoTime();
                        if (looked() < most && letter.offset() < ends.getOrDefault(partition, 0L)) {
                            retry(letter, producer);
                            keep(consumer, partition, letter.offset() + 1);
                        }
                    }
                }
            }
        }
        lines.accept(String.format(
                Locale.ROOT,
                "%,d dead letters %s, %,d passed over",
                sent,
                isPreview ? "would be sent again" : "sent again",
                passed));
    }

    private int looked() {
        return sent + passed;
    }

    private void keep(KafkaConsumer<?, ?> consumer, TopicPartition partition, long next) {
        if (!isPreview) {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
        }
    }

    private void retry(ConsumerRecord<byte[], byte @Nullable []> letter, Producer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        String topic = text(letter, DeadLetters.TOPIC);
        int retries = number(text(letter, DeadLetters.RETRIES));
        String what = "%s/%s/%s  %s"
                .formatted(
                        topic,
                        text(letter, DeadLetters.PARTITION),
                        text(letter, DeadLetters.OFFSET),
                        text(letter, DeadLetters.REASON));
        if (!topics.contains(topic)) {
            // The header may be anybody's.
            pass(what, "its topic is not in docket.stream.in");
        } else if (letter.headers().lastHeader(DeadLetters.LEFT_OUT) != null) {
            pass(what, "its value was too large to be kept");
        } else if (retries >= mostRetries) {
            pass(what, "sent again " + retries + " times already");
        } else {
            if (!isPreview) {
                producer.send(new ProducerRecord<>(
                                topic, null, letter.key(), letter.value(), headers(letter, retries + 1)))
                        .get();
            }
            sent++;
            lines.accept(what + (isPreview ? "" : "  sent again"));
        }
    }

    private void pass(String what, String because) {
        passed++;
        lines.accept(what + "  passed over: " + because);
    }

    private static Headers headers(ConsumerRecord<?, ?> letter, int retries) {
        Headers headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(DeadLetters.PREFIX)) {
                headers.add(header);
            }
        }
        return headers.add(DeadLetters.RETRIES, Integer.toString(retries).getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ConsumerRecord<?, ?> letter, String header) {
        Header found = letter.headers().lastHeader(header);
        return found == null || found.value() == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    private KafkaConsumer<byte[], byte @Nullable []> consumer() throws IOException {
        return new KafkaConsumer<>(
                settings.client(Map.of(
                        "group.id", settings.group() + "-retry",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "allow.auto.create.topics", "false",
                        "max.poll.records", Integer.toString(MOST_AT_ONCE),
                        "default.api.timeout.ms", "15000")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
