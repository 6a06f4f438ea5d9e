package dev.docket.stream;

import static dev.docket.stream.StreamedOrders.DEAD;
import static dev.docket.stream.StreamedOrders.TOPIC;
import static dev.docket.stream.StreamedOrders.bytes;
import static dev.docket.stream.StreamedOrders.event;
import static dev.docket.stream.StreamedOrders.header;
import static dev.docket.stream.StreamedOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.api.feed.FeedClient;
import dev.docket.fixture.KafkaBroker;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestAuthority;
import dev.docket.it.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics that are not as simple as the usual one, in a real Kafka. */
@Timeout(400)
class StreamTopicsIT {
    private static final String PASSWORD = "7d1f-of-no-worth";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void documents_of_another_system_become_orders_by_the_mapping_of_their_topic() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.newTopic("shopify", 1);
            broker.newTopic(DEAD, 1);
            String document = """
                    {"id": "%s", "name": "#1001", "created_at": "2026-03-02T10:11:12-05:00", "updated_at": "2026-03-02T10:11:13-05:00",
                     "currency": "%s", "subtotal_price": "199.47", "total_price": "210.00", "customer": {"id": 207119551},
                     "line_items": [{"id": 466157049, "sku": "LAMP-01", "quantity": 1, "price": "199.47"}]}
                    """;
            ProducerRecord<byte[], byte[]> asEvent = event("a", "as-event", bytes(document.formatted("5002", "USD")));
            try (Producer<byte[], byte[]> producer = broker.producer()) {
                producer.send(new ProducerRecord<>("shopify", bytes(document.formatted("5001", "USD"))))
                        .get();
                producer.send(new ProducerRecord<>("shopify", 0, asEvent.key(), asEvent.value(), asEvent.headers()))
                        .get();
                producer.send(new ProducerRecord<>("shopify", bytes(document.formatted("5003", "EURO"))))
                        .get();
            }
            try (ServiceProcess service = ServiceProcess.start(
                    folder.resolve("data"),
                    "-Ddocket.stream.in=shopify=shopify-order",
                    "-Ddocket.stream.servers=" + broker.bootstrap())) {
                StreamedOrders.await(() -> broker.committed("docket").values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == 3);
                List<JsonNode> decisions = StreamedOrders.decisions(service.uri());
                assertThat(decisions).hasSize(2);
                assertThat(decisions)
                        .extracting(decision -> decision.path("requestId").textValue())
                        .anySatisfy(id -> assertThat(id).startsWith("shopify-"))
                        .anySatisfy(id -> assertThat(id).isEqualTo(RequestIds.of(StreamedOrders.SOURCE, "as-event")));
            }
            ConsumerRecord<byte[], byte[]> letter = broker.readAll(DEAD).getFirst();
            assertThat(header(letter, "dead-letter-reason")).isEqualTo("invalid-request");
            assertThat(header(letter, "dead-letter-problems")).contains("unknown-currency", "EURO");
            complete();
        }
    }

    @Test
    void nobody_has_an_order_refused_by_taking_the_id_that_it_will_have() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            StreamedOrders orders = new StreamedOrders(broker, 1);
            String chosen = "{\"requestId\":\"kafka:orders/0/1\",";
            byte[] greedy = bytes(chosen + new String(order("SO-1"), StandardCharsets.UTF_8).substring(1));
            orders.send(List.of(
                    new ProducerRecord<>(TOPIC, 0, bytes("a"), greedy),
                    new ProducerRecord<>(TOPIC, 0, bytes("a"), order("SO-2"))));
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                orders.awaitCommitted(count -> count == 2);
                assertThat(StreamedOrders.decisions(service.uri()))
                        .extracting(decision -> decision.path("requestId").textValue())
                        .containsExactly("kafka:orders/0/1");
            }
            assertThat(header(broker.readAll(DEAD).getFirst(), "dead-letter-problems"))
                    .contains("reserved-id");
        }
    }

    @Test
    void what_a_transaction_took_back_is_not_decided_and_the_certificate_says_absent() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            StreamedOrders orders = new StreamedOrders(broker, 1);
            try (Producer<byte[], byte[]> producer = broker.transactionalProducer()) {
                producer.initTransactions();
                for (int transaction = 0; transaction < 6; transaction++) {
                    producer.beginTransaction();
                    for (int i = 0; i < 3; i++) {
                        String id = transaction + "-" + i;
                        producer.send(event("a", id, order("SO-" + id))).get();
                    }
                    if (transaction % 2 == 0) {
                        producer.commitTransaction();
                    } else {
                        producer.abortTransaction();
                    }
                }
                producer.beginTransaction();
                producer.send(event("a", "last", order("SO-last"))).get();
                producer.commitTransaction();
            }
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                StreamedOrders.await(
                        () -> StreamedOrders.decisions(service.uri()).size() == 10);
                // The offset of the last record, at least: the mark of its transaction comes after it.
                orders.awaitCommitted(count -> count >= 25);
                assertThat(StreamedOrders.decisions(service.uri()))
                        .extracting(decision -> decision.path("requestId").textValue())
                        .containsExactlyElementsOf(
                                Stream.of("0-0", "0-1", "0-2", "2-0", "2-1", "2-2", "4-0", "4-1", "4-2", "last")
                                        .map(id -> RequestIds.of(StreamedOrders.SOURCE, id))
                                        .toList());
            }
            assertThat(complete()).contains("0 dead letters, ").doesNotContain(" 0 absent");
        }
    }

    @Test
    void a_kafka_that_asks_for_tls_and_a_password_is_consumed_from_and_no_password_is_logged() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("authority"));
        authority.issue("kafka", "san=ip:127.0.0.1");
        Path identity = Files.writeString(
                folder.resolve("kafka.pem"),
                Files.readString(authority.key("kafka")) + Files.readString(authority.certificate("kafka")));
        int port = ServiceProcess.freePort();
        try (KafkaBroker broker = KafkaBroker.startSecured(port, identity, "docket", PASSWORD)) {
            StreamedOrders orders = new StreamedOrders(broker, 2);
            orders.send(List.of(event("a", "1", order("SO-1")), event("b", "2", order("SO-2"))));
            String[] options = {"-Ddocket.stream.in=" + TOPIC, "-Ddocket.stream.servers=127.0.0.1:" + port, ""};
            options[2] = "-Ddocket.stream.properties=" + properties("wrong-" + PASSWORD, authority);
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), options)) {
                StreamedOrders.await(() ->
                        StreamedOrders.get(service.uri(), "/q/health/ready").contains("PAUSED"));
                assertThat(orders.committed()).isZero();
            }
            assertThat(Files.readString(folder.resolve("data.log")))
                    .contains("SaslAuthenticationException")
                    .doesNotContain(PASSWORD);
            options[2] = "-Ddocket.stream.properties=" + properties(PASSWORD, authority);
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), options)) {
                orders.awaitCommitted(count -> count == 2);
                assertThat(StreamedOrders.decisions(service.uri())).hasSize(2);
            }
            assertThat(Files.readString(folder.resolve("data.log"))).doesNotContain(PASSWORD);
            complete();
        }
    }

    private Path properties(String password, TestAuthority authority) throws Exception {
        return Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="docket" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(password, authority.certificate()));
    }

    @Test
    void orders_that_wait_for_the_journal_wait_in_kafka_and_not_in_memory() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                PostgresServer database = PostgresServer.start()) {
            StreamedOrders orders = new StreamedOrders(broker, 4);
            try (ServiceProcess service = ServiceProcess.start(
                    folder.resolve("data"),
                    orders.options(
                            "-Xmx224m",
                            "-Ddocket.journal.store=postgresql",
                            "-Ddocket.journal.url=" + database.newDatabase()))) {
                orders.send(List.of(event("a", "before", order("SO-before"))));
                orders.awaitCommitted(count -> count == 1);
                database.stop();
                // More than the heap: 12,000 orders of 25 kB.
                for (int hundred = 0; hundred < 120; hundred++) {
                    List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>();
                    for (int i = 0; i < 100; i++) {
                        some.add(event("key-" + i % 30, hundred + "-" + i, longOrder("SO-" + hundred + "-" + i)));
                    }
                    orders.send(some);
                }
                StreamedOrders.await(() ->
                        StreamedOrders.get(service.uri(), "/q/health/ready").contains("PAUSED"));
                Thread.sleep(5_000);
                assertThat(StreamedOrders.get(service.uri(), "/q/health/ready")).contains("PAUSED");
                assertThat(orders.committed()).isEqualTo(1);
                database.restart();
                orders.awaitCommitted(count -> count > 1_000);
            }
        }
    }

    private static byte[] longOrder(String orderId) throws IOException {
        ObjectNode request = (ObjectNode) FeedClient.JSON.readTree(order(orderId));
        ArrayNode lines = (ArrayNode) request.path("order").path("lines");
        JsonNode first = lines.get(0);
        for (int i = lines.size(); i < 300; i++) {
            lines.add(((ObjectNode) first.deepCopy()).put("lineId", "more-" + i));
        }
        return FeedClient.JSON.writeValueAsBytes(request);
    }

    private String complete() throws Exception {
        Program.Ended verified =
                Program.run("stream", "verify", "--data", folder.resolve("data").toString());
        assertThat(verified.exitCode())
                .as(verified.output() + verified.errors())
                .isZero();
        assertThat(verified.output()).contains("complete: ");
        return verified.output();
    }
}
