package dev.docket.bench;

import dev.docket.fixture.KafkaBroker;
import dev.docket.fixture.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * {@code ./docket bench stream}: orders that come by Kafka, decided and recorded, and the same decisions published to Kafka: records a second
 * in and out. Broker and service share the machine.
 */
final class StreamBench {
    private static final Path EXAMPLE = Path.of("api-spec", "examples", "order-released.json");
    private static final String IN = "orders";
    private static final String OUT = "events";
    private static final int KEYS = 1_000;
    private static final int PARTITIONS = 4;

    private StreamBench() {}

    public static void main(String... arguments) throws Exception {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        Path folder = Files.createTempDirectory(Path.of("target"), "stream");
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.newTopic(IN, PARTITIONS);
            broker.newTopic(OUT, 1);
            broker.newTopic("docket-dead-letters", 1);
            // The first half warms the service up.
            send(broker, 2 * records);
            String[] consuming = {
                "-Ddocket.stream.servers=" + broker.bootstrap(), "-Ddocket.stream.in=" + IN,
            };
            try (ServiceProcess service = ServiceProcess.start(ServiceProcess.JAR, folder.resolve("data"), consuming)) {
                System.out.println("warming up at " + service.uri() + " ...");
                await(broker, records);
                long began = System.nanoTime();
                long first = committed(broker);
                await(broker, 2L * records);
                say("in: decided and recorded", 2L * records - first, began);
            }
            String[] publishing = {
                "-Ddocket.stream.servers=" + broker.bootstrap(),
                "-Ddocket.topics.all.topic=" + OUT,
                "-Ddocket.topics.all.kind=DECISION"
            };
            try (ServiceProcess service =
                    ServiceProcess.start(ServiceProcess.JAR, folder.resolve("data"), publishing)) {
                System.out.println("warming up at " + service.uri() + " ...");
                awaitPublished(broker, records);
                long began = System.nanoTime();
                long first = broker.end(OUT);
                awaitPublished(broker, 2L * records);
                say("out: published", 2L * records - first, began);
            }
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private static void send(KafkaBroker broker, int records) throws Exception {
        String order = Files.readString(EXAMPLE).replaceAll("\\s*\\n\\s*", "");
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            Future<RecordMetadata> last = null;
            for (int i = 0; i < records; i++) {
                String one = order.replaceFirst("\"requestId\":\\s*\"[^\"]*\"", "\"requestId\":\"bench-" + i + "\"");
                last = producer.send(new ProducerRecord<>(
                        IN,
                        ("key-" + i % KEYS).getBytes(StandardCharsets.UTF_8),
                        one.getBytes(StandardCharsets.UTF_8)));
            }
            producer.flush();
            if (last != null) {
                last.get();
            }
        }
    }

    private static long committed(KafkaBroker broker) {
        return broker.committed("docket").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void await(KafkaBroker broker, long records) throws InterruptedException {
        while (committed(broker) < records) {
            Thread.sleep(50);
        }
    }

    private static void awaitPublished(KafkaBroker broker, long records) throws InterruptedException {
        while (broker.end(OUT) < records) {
            Thread.sleep(50);
        }
    }

    private static void say(String what, long records, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s: %,d records in %.1f s, %,.0f a second%n", what, records, seconds, records / seconds);
    }
}
