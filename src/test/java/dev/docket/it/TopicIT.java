package dev.docket.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.api.feed.FeedClient;
import dev.docket.fixture.KafkaBroker;
import dev.docket.fixture.LongOrder;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A packaged service that publishes to a real Kafka. {@code -Dit.topic.kills=N} for more kills. */
@Timeout(1800)
class TopicIT {
    private static final int KILLS = Integer.getInteger("it.topic.kills", 4);
    private static final int EACH = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    // A thousand kills take hours.
    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void every_record_is_published_in_the_order_of_its_stream_though_service_and_broker_are_killed() throws Exception {
        Set<String> decided = new LinkedHashSet<>();
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.newTopic("docket-events", 3);
            broker.newTopic("docket-holds", 1);
            broker.newTopic("docket-rejections", 1);
            for (int life = 0; life <= KILLS; life++) {
                try (ServiceProcess service = ServiceProcess.start(
                        folder.resolve("data"),
                        "-Ddocket.stream.servers=" + broker.bootstrap(),
                        "-Ddocket.topics.all.topic=docket-events",
                        "-Ddocket.topics.holds.topic=docket-holds",
                        "-Ddocket.topics.holds.kind=DECISION",
                        "-Ddocket.topics.holds.disposition=HOLD",
                        "-Ddocket.topics.rejections.topic=docket-rejections",
                        "-Ddocket.topics.rejections.disposition=REJECT")) {
                    FeedClient client = new FeedClient(service.uri());
                    for (int i = 0; i < EACH; i++) {
                        if (life % 2 == 1 && i == EACH / 2) {
                            broker.kill();
                        }
                        decided.add(client.decide("life-" + life + "-" + i));
                    }
                    if (life % 2 == 1) {
                        assertThat(Callers.get(service.uri().resolve("/q/health/ready"))
                                        .statusCode())
                                .as("it decides without Kafka")
                                .isEqualTo(200);
                        broker.restart();
                    }
                    if (life == KILLS) {
                        awaitPublished(service);
                    } else {
                        assertThat(service.kill()).isEqualTo(137);
                    }
                }
            }
            List<ConsumerRecord<byte[], byte[]>> records = broker.readAll("docket-events");
            Map<String, JsonNode> events = new LinkedHashMap<>();
            List<Long> sequences = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                JsonNode event = json(record);
                if (events.put(event.path("id").textValue(), event) == null) {
                    sequences.add(Long.parseLong(event.path("id").textValue().replaceFirst(".*-", "")));
                }
            }
            System.out.printf("%d records, of them %d sent again%n", records.size(), records.size() - events.size());
            assertThat(sequences).as("one stream, in its order").isSorted();
            assertThat(records.stream().map(ConsumerRecord::partition).distinct())
                    .as("one stream, one partition")
                    .hasSize(1);
            assertThat(records).allSatisfy(record -> assertThat(new String(
                            record.headers().lastHeader("content-type").value(), UTF_8))
                    .startsWith("application/cloudevents+json"));
            assertThat(events.values().stream()
                            .map(event -> event.path("subject").textValue()))
                    .containsExactlyElementsOf(decided);
            assertThat(broker.readAll("docket-holds").stream()
                            .map(record -> json(record).path("subject").textValue())
                            .distinct())
                    .as("all of these orders are held")
                    .containsExactlyElementsOf(decided);
            assertThat(broker.readAll("docket-rejections")).isEmpty();
        }
    }

    @Test
    void nothing_overtakes_an_event_that_the_topic_does_not_take_and_it_goes_on_once_the_topic_does() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.newTopic("docket-events", 1, Map.of("max.message.bytes", "200000"));
            try (ServiceProcess service = ServiceProcess.start(
                    folder.resolve("data"),
                    "-Ddocket.stream.servers=" + broker.bootstrap(),
                    "-Ddocket.topics.all.topic=docket-events")) {
                FeedClient client = new FeedClient(service.uri());
                List<String> decided = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    decided.add(client.decide("before-" + i));
                }
                decided.add(client.decide(LongOrder.json(1_500)));
                for (int i = 0; i < 10; i++) {
                    decided.add(client.decide("behind-" + i));
                }
                String log = "";
                while (!log.contains("RecordTooLargeException")) {
                    Thread.sleep(100);
                    log = Files.readString(folder.resolve("data.log"));
                }
                // Some more tries.
                Thread.sleep(7_000);
                List<String> before = subjects(broker);
                assertThat(before.stream().distinct()).containsExactlyElementsOf(decided.subList(0, 10));
                assertThat(before).as("sent again once, not with each try").hasSizeLessThanOrEqualTo(20);

                broker.set("docket-events", "max.message.bytes", "10000000");
                awaitPublished(service);
                assertThat(subjects(broker).stream().distinct()).containsExactlyElementsOf(decided);
            }
        }
    }

    @Test
    void of_two_services_on_one_database_the_other_goes_on_when_the_one_that_publishes_is_killed() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                PostgresServer database = PostgresServer.start()) {
            broker.newTopic("docket-events", 3);
            String[] options = {
                "-Ddocket.stream.servers=" + broker.bootstrap(),
                "-Ddocket.topics.all.topic=docket-events",
                "-Ddocket.journal.store=postgresql",
                "-Ddocket.journal.url=" + database.newDatabase()
            };
            Set<String> decided = new LinkedHashSet<>();
            try (ServiceProcess one = ServiceProcess.start(folder.resolve("one"), options);
                    ServiceProcess two = ServiceProcess.start(folder.resolve("two"), options)) {
                FeedClient first = new FeedClient(one.uri());
                FeedClient second = new FeedClient(two.uri());
                for (int i = 0; i < EACH; i++) {
                    decided.add(first.decide("one-" + i));
                    decided.add(second.decide("two-" + i));
                }
                // The one that was there first.
                awaitPublished(one);
                assertThat(one.kill()).isEqualTo(137);
                for (int i = 0; i < EACH; i++) {
                    decided.add(second.decide("later-" + i));
                }
                awaitPublished(two);
            }
            Map<String, List<Long>> sequences = new LinkedHashMap<>();
            Set<String> known = new LinkedHashSet<>();
            Set<String> published = new LinkedHashSet<>();
            for (ConsumerRecord<byte[], byte[]> record : broker.readAll("docket-events")) {
                JsonNode event = json(record);
                published.add(event.path("subject").textValue());
                String id = event.path("id").textValue();
                if (known.add(id)) {
                    int dash = id.lastIndexOf('-');
                    sequences
                            .computeIfAbsent(id.substring(0, dash), any -> new ArrayList<>())
                            .add(Long.parseLong(id.substring(dash + 1)));
                }
            }
            assertThat(published).containsExactlyInAnyOrderElementsOf(decided);
            assertThat(sequences.values()).hasSize(2).allSatisfy(one -> assertThat(one)
                    .isSorted());
        }
    }

    private static List<String> subjects(KafkaBroker broker) {
        return broker.readAll("docket-events").stream()
                .map(record -> json(record).path("subject").textValue())
                .toList();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return FeedClient.JSON.readTree(record.value());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static void awaitPublished(ServiceProcess service) throws Exception {
        String metrics = "";
        while (!metrics.contains("docket_topic_lag_records{publication=\"all\"} 0.0")
                || (metrics.contains("docket_topic_lag_records{publication=\"holds\"}")
                        && !metrics.contains("docket_topic_lag_records{publication=\"holds\"} 0.0"))
                || metrics.contains("docket_topic_published_total{publication=\"all\"} 0.0")) {
            Thread.sleep(50);
            metrics = Callers.get(service.uri().resolve("/q/metrics")).body();
        }
    }
}
