package dev.docket.stream;

import dev.docket.digest.Digest;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Sends what cannot be decided to the topic of dead letters, as it came, with headers that say why and from where. Thread-safe. */
final class DeadLetters {
    static final String PREFIX = "dead-letter-";
    static final String REASON = PREFIX + "reason";
    static final String TOPIC = PREFIX + "topic";
    static final String PARTITION = PREFIX + "partition";
    static final String OFFSET = PREFIX + "offset";
    static final String PROBLEMS = PREFIX + "problems";
    /** How often it was sent again; stays with the record. */
    static final String RETRIES = PREFIX + "retries";
    /** There if the topic takes no records of that size: the value is left out. */
    static final String LEFT_OUT = PREFIX + "value-left-out";

    /** What a producer must be like, whatever the file of properties says. */
    static final Map<String, Object> PRODUCER = Map.of(
            "acks", "all",
            "enable.idempotence", "true",
            "max.block.ms", "10000",
            "request.timeout.ms", "10000",
            "delivery.timeout.ms", "20000",
            // Beside a record of the largest size there are the headers.
            "max.request.size", "18874368");

    private static final int MOST_PROBLEM_BYTES = 32 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    DeadLetters(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Completes once Kafka has it; with {@link Fate.Later} if Kafka does not take it now. Never fails. */
    CompletionStage<Fate> send(ConsumerRecord<byte[], byte @Nullable []> record, Fate.Poison poison) {
        Headers headers = headers(record, poison);
        Fate.DeadLettered dead = new Fate.DeadLettered(
                poison.reason(), Optional.ofNullable(record.value()).map(Digest::over));
        return send(new ProducerRecord<>(topic, null, record.key(), record.value(), headers), dead)
                .thenCompose(fate -> {
                    if (!(fate instanceof TooLarge)) {
                        return CompletableFuture.completedFuture(fate.fate());
                    }
                    headers.add(LEFT_OUT, bytes("the topic of dead letters takes no record of this size"));
                    return send(new ProducerRecord<>(topic, null, record.key(), null, headers), dead)
                            .thenApply(Sent::fate);
                });
    }

    private sealed interface Sent {
        Fate fate();
    }

    private record Over(Fate fate) implements Sent {}

    private record TooLarge(Fate fate) implements Sent {}

    @SuppressWarnings("FutureReturnValueIgnored") // the callback says what became of it
    private CompletableFuture<Sent> send(ProducerRecord<byte[], byte[]> letter, Fate.DeadLettered dead) {
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        try {
            producer.send(letter, (metadata, failure) -> sent.complete(sent(failure, dead)));
        } catch (KafkaException | IllegalStateException refused) {
            sent.complete(sent(refused, dead));
        }
        return sent;
    }

    private static Sent sent(@Nullable Exception failure, Fate.DeadLettered dead) {
        if (failure == null) {
            return new Over(dead);
        }
        Fate later = new Fate.Later("the topic of dead letters takes nothing (%s)"
                .formatted(failure.getClass().getSimpleName()));
        return failure instanceof RecordTooLargeException ? new TooLarge(later) : new Over(later);
    }

    private static Headers headers(ConsumerRecord<byte[], byte @Nullable []> record, Fate.Poison poison) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX) || header.key().equals(RETRIES)) {
                headers.add(header);
            }
        }
        return headers.add(REASON, bytes(poison.reason().word()))
                .add(TOPIC, bytes(record.topic()))
                .add(PARTITION, bytes(Integer.toString(record.partition())))
                .add(OFFSET, bytes(Long.toString(record.offset())))
                .add(PROBLEMS, problems(poison.problems()));
    }

    /** As many of the problems as a header should have, as answers list them. */
    private static byte[] problems(List<Problem> all) {
        List<Problem> shown = new ArrayList<>(all);
        byte[] json = json(shown);
        for (int most = all.size() / 2; json.length > MOST_PROBLEM_BYTES && most > 0; most /= 2) {
            shown = new ArrayList<>(all.subList(0, most));
            shown.add(Problem.of(
                    "", "more", String.format(Locale.ROOT, "there are %,d more problems", all.size() - most)));
            json = json(shown);
        }
        return json;
    }

    private static byte[] json(List<Problem> problems) {
        JsonWriter json = new JsonWriter(512);
        Problem.write(json, problems);
        return json.bytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
