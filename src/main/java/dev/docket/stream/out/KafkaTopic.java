package dev.docket.stream.out;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.docket.service.feed.FeedEvent;
import dev.docket.service.publish.EventTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of Kafka. Events are CloudEvents in structured mode; the key is the stream of the journal, so that the events of a stream are in one
 * partition, in its order. All replicas in sync have an event before it counts as sent.
 */
public final class KafkaTopic implements EventTopic {
    /** Longer than a broker takes to be replaced as leader. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    /**
     * A larger event is sent alone: the topic may not take it, and those behind it would be there before anybody knows. The usual limit of a
     * topic is a megabyte.
     */
    private static final int ALONE_BYTES = 128 * 1024;

    private static final List<Header> HEADERS =
            List.of(new RecordHeader("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(US_ASCII)));

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    private KafkaTopic(String topic, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * Connects, as soon as something is sent.
     *
     * @param properties of Kafka's clients: where it is, and how to log in
     */
    public static KafkaTopic open(String topic, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        // Retries neither repeat nor reorder.
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY.toMillis()));
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        // An event with its order may be larger than the usual megabyte; the topic has the last word.
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
        try {
            return new KafkaTopic(
                    topic, new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (KafkaException unusable) {
            // Without the cause, which may quote the file of properties.
            throw new IllegalStateException("Kafka's client cannot be made from docket.stream.properties (%s)"
                    .formatted(unusable.getClass().getSimpleName()));
        }
    }

    @Override
    public void send(List<FeedEvent> events) throws IOException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        try {
            for (FeedEvent event : events) {
                boolean isAlone = event.json().length > ALONE_BYTES;
                if (isAlone) {
                    await(sent);
                }
                sent.add(producer.send(new ProducerRecord<>(
                        topic,
                        null,
                        event.at().toEpochMilli(),
                        event.stream().getBytes(US_ASCII),
                        event.json(),
                        HEADERS)));
                if (isAlone) {
                    await(sent);
                }
            }
            await(sent);
        } catch (ExecutionException failed) {
            throw new IOException("topic %s: %s".formatted(topic, because(failed)), failed);
        } catch (TimeoutException | KafkaException failed) {
            throw new IOException("topic %s: %s".formatted(topic, because(failed)), failed);
        }
    }

    /** Waits until all of them are there, and forgets them. */
    private static void await(List<Future<RecordMetadata>> sent)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (Future<RecordMetadata> one : sent) {
            one.get(DELIVERY.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        }
        sent.clear();
    }

    private static String because(Exception failed) {
        Throwable cause = failed.getCause();
        Throwable failure = cause == null ? failed : cause;
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
