package dev.docket.stream;

import static dev.docket.stream.StreamedOrders.DEAD;
import static dev.docket.stream.StreamedOrders.SOURCE;
import static dev.docket.stream.StreamedOrders.TOPIC;
import static dev.docket.stream.StreamedOrders.bytes;
import static dev.docket.stream.StreamedOrders.event;
import static dev.docket.stream.StreamedOrders.header;
import static dev.docket.stream.StreamedOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.fixture.KafkaBroker;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.it.Program;
import dev.docket.service.intake.Coverage;
import dev.docket.service.intake.VerifyCoverage;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A packaged service that consumes from a real Kafka. */
@Timeout(400)
class StreamIT {
    private static final int KILLS = Integer.getInteger("it.stream.kills", 30);
    /** So many orders in each life: fewer in many lives, because the whole certificate is looked at after each. */
    private static final int ALIVE = KILLS > 100 ? 100 : 200;

    private static final int KEYS = 30;
    private static final int EACH = 10;
    private static final int PARTITIONS = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void orders_are_decided_once_each_in_the_order_of_their_keys_and_poison_goes_to_the_dead_letters()
            throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            StreamedOrders orders = new StreamedOrders(broker, PARTITIONS);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            Map<String, String> keys = new HashMap<>();
            for (int i = 0; i < EACH; i++) {
                for (int key = 0; key < KEYS; key++) {
                    String id = (100 + key) + "-" + (100 + i);
                    records.add(event("key-" + key, id, order("SO-" + id)));
                    keys.put(RequestIds.of(SOURCE, id), id);
                }
            }
            records.add(event("key-0", "not-json", bytes("{\"order\": ")));
            records.add(event("key-1", "invalid", bytes("{\"checkpoint\": \"NEVER\"}")));
            records.add(new ProducerRecord<>(TOPIC, bytes("key-2"), null));
            records.add(event("key-3", "100-103", order("SO-100-103")));
            records.add(event("key-4", "100-104", order("SO-other")));
            orders.send(records);
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                orders.awaitCommitted(count -> count == records.size());
                List<JsonNode> decisions = StreamedOrders.decisions(service.uri());
                assertThat(decisions).hasSize(KEYS * EACH);
                Map<String, List<String>> byKey = new HashMap<>();
                for (JsonNode decision : decisions) {
                    String id = keys.getOrDefault(decision.path("requestId").textValue(), "unknown");
                    byKey.computeIfAbsent(id.substring(0, 3), any -> new ArrayList<>())
                            .add(id);
                }
                assertThat(byKey).hasSize(KEYS);
                assertThat(byKey.values()).allSatisfy(ids -> assertThat(ids).isSorted());
                assertThat(StreamedOrders.get(service.uri(), "/q/metrics"))
                        .contains("docket_stream_records_total{fate=\"DECIDED\",topic=\"orders\"} 300.0")
                        .contains("docket_stream_records_total{fate=\"DUPLICATE\",topic=\"orders\"} 1.0")
                        .contains("docket_stream_records_total{fate=\"DEAD_LETTERED\",topic=\"orders\"} 4.0")
                        .contains("docket_stream_lag_records{topic=\"orders\"} 0.0");
                assertThat(StreamedOrders.get(service.uri(), "/q/health/ready")).contains("CONSUMING");
            }
            List<ConsumerRecord<byte[], byte[]>> letters = broker.readAll(DEAD);
            assertThat(letters)
                    .extracting(letter -> header(letter, "dead-letter-reason"))
                    .containsExactlyInAnyOrder(
                            "invalid-request", "invalid-request", "no-content", "request-id-conflict");
            ConsumerRecord<byte[], byte[]> invalid = letters.stream()
                    .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals("key-1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(invalid.value()).isEqualTo(bytes("{\"checkpoint\": \"NEVER\"}"));
            assertThat(header(invalid, "dead-letter-topic")).isEqualTo(TOPIC);
            assertThat(header(invalid, "ce_id")).isEqualTo("invalid");
            assertThat(header(invalid, "dead-letter-problems"))
                    .contains("\"path\":\"checkpoint\"", "\"path\":\"order\"");
            ConsumerRecord<byte[], byte[]> source = broker.readAll(TOPIC).stream()
                    .filter(one -> header(invalid, "dead-letter-partition").equals(Integer.toString(one.partition())))
                    .filter(one -> header(invalid, "dead-letter-offset").equals(Long.toString(one.offset())))
                    .findFirst()
                    .orElseThrow();
            assertThat(source.value()).isEqualTo(invalid.value());
            assertComplete("--data", folder.resolve("data").toString());
            lettersAreSentAgain(broker, orders);
        }
    }

    private void lettersAreSentAgain(KafkaBroker broker, StreamedOrders orders) throws Exception {
        Program.Ended preview = Program.run(orders.environment(), "stream", "retry", "--preview");
        assertThat(preview.output()).contains("4 dead letters would be sent again", "request-id-conflict");
        Program.Ended retried = Program.run(orders.environment(), "stream", "retry", "--most", "3");
        assertThat(retried.exitCode()).as(retried.errors()).isZero();
        assertThat(retried.output()).contains("3 dead letters sent again");
        assertThat(Program.run(orders.environment(), "stream", "retry").output())
                .contains("1 dead letters sent again");
        assertThat(Program.run(orders.environment(), "stream", "retry").output())
                .contains("0 dead letters sent again");
        try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
            orders.awaitCommitted(count -> count == KEYS * EACH + 9);
            assertThat(StreamedOrders.get(service.uri(), "/q/metrics"))
                    .contains("docket_stream_records_total{fate=\"DEAD_LETTERED\",topic=\"orders\"} 4.0");
        }
        assertThat(broker.readAll(DEAD)).hasSize(8);
        assertThat(broker.readAll(DEAD).subList(4, 8))
                .allSatisfy(letter ->
                        assertThat(header(letter, "dead-letter-retries")).isEqualTo("1"));
        assertComplete("--data", folder.resolve("data").toString());
    }

    private static String assertComplete(String... where) throws Exception {
        Program.Ended verified = Program.run(
                Stream.concat(Stream.of("stream", "verify"), Stream.of(where)).toArray(String[]::new));
        assertThat(verified.exitCode())
                .as(verified.output() + verified.errors())
                .isZero();
        assertThat(verified.output()).contains("complete: ");
        return verified.output();
    }

    @Test
    void while_the_journal_is_away_nothing_is_lost_and_the_rest_is_decided_when_it_is_back() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                PostgresServer database = PostgresServer.start()) {
            StreamedOrders orders = new StreamedOrders(broker, PARTITIONS);
            String url = database.newDatabase();
            try (ServiceProcess service = ServiceProcess.start(
                    folder.resolve("data"),
                    orders.options("-Ddocket.journal.store=postgresql", "-Ddocket.journal.url=" + url))) {
                orders.send(List.of(event("a", "before", order("SO-before"))));
                orders.awaitCommitted(count -> count == 1);
                database.stop();
                List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    records.add(event("key-" + i % KEYS, "away-" + i, order("SO-" + i)));
                }
                orders.send(records);
                while (!StreamedOrders.get(service.uri(), "/q/health/ready").contains("PAUSED")) {
                    Thread.sleep(100);
                }
                assertThat(orders.committed()).isEqualTo(1);
                database.restart();
                orders.awaitCommitted(count -> count == 2_001);
                assertThat(StreamedOrders.decisions(service.uri()))
                        .hasSize(2_001)
                        .extracting(decision -> decision.path("requestId").textValue())
                        .doesNotHaveDuplicates();
                assertThat(StreamedOrders.get(service.uri(), "/q/health/ready")).contains("CONSUMING");
            }
            assertComplete("--data", folder.resolve("data").toString(), "--store", url);
        }
    }

    @Test
    void services_that_share_the_partitions_hand_them_over_when_one_leaves_and_when_one_is_killed() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                PostgresServer database = PostgresServer.start()) {
            StreamedOrders orders = new StreamedOrders(broker, PARTITIONS);
            String url = database.newDatabase();
            String[] options = orders.options("-Ddocket.journal.store=postgresql", "-Ddocket.journal.url=" + url);
            int sent = 0;
            try (ServiceProcess one = ServiceProcess.start(folder.resolve("one"), options)) {
                sent = sendMore(orders, sent);
                int first = sent;
                orders.awaitCommitted(count -> count >= first / 4);
                try (ServiceProcess two = ServiceProcess.start(folder.resolve("two"), options);
                        ServiceProcess three = ServiceProcess.start(folder.resolve("three"), options)) {
                    sent = sendMore(orders, sent);
                    int second = sent;
                    orders.awaitCommitted(count -> count >= second - 200);
                    two.terminate();
                    assertThat(two.awaitEnd()).isZero();
                    sent = sendMore(orders, sent);
                    int third = sent;
                    orders.awaitCommitted(count -> count >= third - 200);
                    assertThat(three.kill()).isEqualTo(137);
                    sent = sendMore(orders, sent);
                    int all = sent;
                    orders.awaitCommitted(count -> count == all);
                }
                assertThat(StreamedOrders.decisions(one.uri()))
                        .hasSize(sent)
                        .extracting(decision -> decision.path("requestId").textValue())
                        .doesNotHaveDuplicates();
            }
            String certificate = assertComplete(
                    "--data", folder.resolve("one").toString(),
                    "--data", folder.resolve("two").toString(),
                    "--data", folder.resolve("three").toString(),
                    "--store", url);
            assertThat(certificate.lines().filter(line -> line.startsWith("orders/")))
                    .hasSize(PARTITIONS)
                    .allSatisfy(line -> assertThat(line)
                            .contains("offsets 0 to ")
                            .contains(" 0 duplicates, 0 dead letters, 0 absent"));
        }
    }

    private static int sendMore(StreamedOrders orders, int from) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < from + 600; i++) {
            records.add(event("key-" + i % KEYS, "shared-" + i, order("SO-" + i)));
        }
        orders.send(records);
        return from + records.size();
    }

    @Test
    void what_kafka_deleted_before_it_was_decided_is_not_passed_over_in_silence() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            StreamedOrders orders = new StreamedOrders(broker, 1);
            orders.send(of("a", 0, 20));
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                orders.awaitCommitted(count -> count == 20);
                assertThat(StreamedOrders.decisions(service.uri())).hasSize(20);
            }
            orders.send(of("a", 20, 30));
            broker.deleteBefore(TOPIC, 0, 25);
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                while (!StreamedOrders.get(service.uri(), "/q/health/ready").contains("PAUSED")) {
                    Thread.sleep(100);
                }
                assertThat(StreamedOrders.decisions(service.uri())).hasSize(20);
                assertThat(Files.readString(folder.resolve("data.log")))
                        .contains(
                                "orders-0 begins with offset 25, and what comes next is 20",
                                "set the group's offset to 25");
            }
            assertComplete("--data", folder.resolve("data").toString());
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> of(String key, int from, int to) throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(event(key, "one-" + i, order("SO-" + i)));
        }
        return records;
    }

    // Each wait has its own patience; a thousand kills take hours.
    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void killed_with_minus_nine_over_and_over_service_and_broker_decide_nothing_twice_and_leave_nothing_out()
            throws Exception {
        Random random = new Random(20261130);
        try (KafkaBroker broker = KafkaBroker.start()) {
            StreamedOrders orders = new StreamedOrders(broker, PARTITIONS);
            int sent = 0;
            for (int life = 0; life < KILLS; life++) {
                List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
                for (int i = 0; i < ALIVE; i++, sent++) {
                    byte[] order = i % 50 == 7 ? bytes("{}") : order("SO-" + sent);
                    records.add(event("key-" + i % KEYS, "kill-" + sent, order));
                    if (i % 40 == 3) {
                        records.add(event("key-" + i % KEYS, "kill-" + sent, order));
                    }
                }
                orders.send(records);
                long before = orders.committed();
                try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                    long least = before + 1 + random.nextInt(ALIVE / 2);
                    orders.awaitCommitted(count -> count >= least);
                    if (life % 3 == 2) {
                        broker.kill();
                        Thread.sleep(random.nextInt(300));
                        assertThat(service.kill()).isEqualTo(137);
                        broker.restart();
                    } else {
                        assertThat(service.kill()).isEqualTo(137);
                    }
                }
                Coverage coverage =
                        VerifyCoverage.of(JournalArchive.of(new JournalStore.Sqlite(folder.resolve("data"))));
                assertThat(coverage.problems()).as("after kill %d", life + 1).isEmpty();
                if ((life + 1) % 10 == 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "%d of %d kills, %d records sent, the certificate complete after each%n",
                            life + 1,
                            KILLS,
                            sent);
                }
            }
            long all =
                    orders.ends().values().stream().mapToLong(Long::longValue).sum();
            try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"), orders.options())) {
                orders.awaitCommitted(count -> count == all);
                assertThat(StreamedOrders.decisions(service.uri()))
                        .hasSize(KILLS * (ALIVE - ALIVE / 50))
                        .extracting(decision -> decision.path("requestId").textValue())
                        .doesNotHaveDuplicates();
            }
            String certificate = assertComplete("--data", folder.resolve("data").toString());
            assertThat(certificate.lines().filter(line -> line.startsWith("orders/")))
                    .hasSize(PARTITIONS)
                    .allSatisfy(
                            line -> assertThat(line).contains("offsets 0 to ").doesNotContain("under way"));
            assertThat(broker.readAll(DEAD).stream()
                            .map(letter -> header(letter, "ce_id"))
                            .distinct())
                    .hasSize(KILLS * (ALIVE / 50));
        }
    }
}
