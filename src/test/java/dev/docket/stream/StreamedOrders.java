package dev.docket.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.api.feed.FeedClient;
import dev.docket.fixture.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Orders on a topic, and whoever counts what became of them. */
final class StreamedOrders {
    static final String TOPIC = "orders";
    static final String DEAD = "docket-dead-letters";
    static final String SOURCE = "shop/eu";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaBroker broker;

    StreamedOrders(KafkaBroker broker, int partitions) {
        this.broker = broker;
        broker.newTopic(TOPIC, partitions);
        broker.newTopic(DEAD, 1);
    }

    /** The options of a service that consumes them. */
    String[] options(String... more) {
        return Stream.concat(
                        Stream.of("-Ddocket.stream.in=" + TOPIC, "-Ddocket.stream.servers=" + broker.bootstrap()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** The same for commands. */
    Map<String, String> environment() {
        return Map.of("DOCKET_STREAM_IN", TOPIC, "DOCKET_STREAM_SERVERS", broker.bootstrap());
    }

    /** An order as its sender writes it: without a request id. */
    static byte[] order(String orderId) throws IOException {
        ObjectNode order = (ObjectNode) FeedClient.JSON.readTree(
                Path.of("api-spec", "examples", "order-minimal.json").toFile());
        order.remove("requestId");
        ((ObjectNode) order.get("order")).put("orderId", orderId);
        return FeedClient.JSON.writeValueAsBytes(order);
    }

    /** An event in binary mode. */
    static ProducerRecord<byte[], byte[]> event(String key, String id, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, bytes(key), value);
        record.headers()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_type", bytes("com.example.order"))
                .add("ce_source", bytes(SOURCE))
                .add("ce_id", bytes(id))
                .add("content-type", bytes("application/json"));
        return record;
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException, ExecutionException {
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            List<Future<?>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    /** Waits until the group has committed so many records in all, of those that have an end. */
    void awaitCommitted(LongPredicate isEnough) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isEnough.test(committed())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("committed " + broker.committed("docket"));
            }
            Thread.sleep(50);
        }
    }

    /** Something that comes true sooner or later. */
    interface Event {
        boolean isThere() throws IOException, InterruptedException;
    }

    static void await(Event event) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!event.isThere()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + PATIENCE);
            }
            Thread.sleep(50);
        }
    }

    long committed() {
        return broker.committed("docket").entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(TOPIC))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Every decision that the service has recorded, oldest first. */
    static List<JsonNode> decisions(URI service) throws IOException, InterruptedException {
        FeedClient client = new FeedClient(service);
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (true) {
            var page = client.page("?kind=DECISION&limit=500&after=" + cursor);
            List<JsonNode> events = FeedClient.events(page);
            events.forEach(event -> all.add(event.path("data")));
            String next = FeedClient.cursor(page);
            if (!Boolean.parseBoolean(
                    page.headers().firstValue("Docket-Has-More").orElse("false"))) {
                return all;
            }
            cursor = next;
        }
    }

    static String get(URI service, String path) throws IOException, InterruptedException {
        FeedClient client = new FeedClient(service);
        return client.client()
                .send(HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What was sent, by partition, with how many records it has. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        broker.readAll(TOPIC)
                .forEach(record -> ends.merge(new TopicPartition(TOPIC, record.partition()), 1L, Long::sum));
        return ends;
    }
}
