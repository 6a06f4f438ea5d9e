package dev.docket.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.HookReceiver;
import dev.docket.fixture.HookReceiver.Answer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.sqlite.FolderDeliveryState;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.feed.FollowedJournal;
import dev.docket.webhook.BackOff;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal, a sender and a receiver, all real. */
@Timeout(120)
class SendWebhooksTest {
    private static final BackOff LONG = new BackOff(Duration.ofHours(1), 2, Duration.ofHours(1));

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Vertx vertx;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Journal journal;

    @SuppressWarnings("NullAway.Init")
    private HookReceiver receiver;

    @SuppressWarnings("NullAway.Init")
    private Path secret;

    @BeforeAll
    static void begin() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void open() throws IOException {
        journal = SqliteJournal.open(folder.resolve("journal"));
        receiver = HookReceiver.start();
        secret = Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @AfterEach
    void close() {
        receiver.close();
        journal.close();
    }

    private FolderDeliveryState state() {
        return new FolderDeliveryState(folder.resolve("webhooks"));
    }

    private Hooked hooked(int attempts) {
        return new Hooked(vertx, journal, state(), Hooked.webhook(receiver.uri(), secret, attempts));
    }

    private List<String> recorded() {
        return new FollowedJournal(journal).recorded();
    }

    @Test
    void every_record_arrives_once_and_in_order_and_what_comes_later_too() throws Exception {
        Hooked.record(journal, "before", 130);
        try (Hooked hooked = hooked(3)) {
            receiver.await(() -> receiver.ids().size() == 130);
            Hooked.record(journal, "after", 3);
            receiver.await(() -> receiver.ids().size() == 133);
            receiver.await(() -> hooked.counts().behind() == 0);
            assertThat(hooked.seen().path("state").asText()).isEqualTo("SENDING");
        }
        assertThat(receiver.ids()).isEqualTo(recorded());
        try (Hooked next = hooked(3)) {
            Hooked.record(journal, "later", 1);
            // An event has arrived before the sender knows that.
            receiver.await(() -> next.counts().sent() == 1);
        }
        assertThat(receiver.ids()).isEqualTo(recorded());
    }

    @Test
    void only_what_its_filter_takes_is_sent() throws Exception {
        for (int i = 0; i < 9; i++) {
            journal.append(FollowedJournal.decision(
                            "r" + i, Entries.AT, i % 3 == 0 ? "HOLD" : "RELEASE", "CREDIT", "CRD-101"))
                    .join();
        }
        Webhook holds = Hooked.webhook(
                receiver.uri(),
                secret,
                3,
                FollowedJournal.decisions(Optional.of("HOLD"), Optional.empty(), Optional.empty()));
        try (Hooked hooked = new Hooked(vertx, journal, state(), holds)) {
            receiver.await(() -> receiver.ids().size() == 3 && hooked.counts().behind() == 0);
            assertThat(hooked.seen().path("behind").asLong()).isZero();
        }
        assertThat(receiver.ids().stream().map(id -> id.split("-")[1])).containsExactly("1", "4", "7");
    }

    @Test
    void an_event_that_fails_holds_up_those_behind_it_and_arrives_before_them_with_the_same_id() throws Exception {
        Hooked.record(journal, "some", 5);
        AtomicInteger refused = new AtomicInteger();
        receiver.answer(one -> one.id().endsWith("-2") && refused.incrementAndGet() <= 3
                ? Answer.of(refused.get() == 1 ? 500 : 429)
                : Answer.of(200));
        try (Hooked hooked = hooked(10)) {
            receiver.await(() -> receiver.ids().size() == 8);
            receiver.await(() -> !hooked.said().infos().isEmpty());
            assertThat(hooked.said().errors()).containsExactly("webhook erp fails (sending): it answers 500");
            assertThat(hooked.said().infos())
                    .singleElement()
                    .asString()
                    .contains("webhook erp works again", "failed meanwhile: sending 3");
            assertThat(hooked.counts().failed()).isEqualTo(3);
            assertThat(hooked.counts().dead()).isZero();
        }
        String stream = journal.log().stream();
        assertThat(receiver.ids())
                .containsExactly(
                        stream + "-1",
                        stream + "-2",
                        stream + "-2",
                        stream + "-2",
                        stream + "-2",
                        stream + "-3",
                        stream + "-4",
                        stream + "-5");
        HookReceiver.Received first = receiver.received().get(1);
        assertThat(receiver.received().get(4).body()).isEqualTo(first.body());
    }

    @Test
    void after_its_attempts_an_event_is_dead_the_rest_goes_on_and_it_can_be_sent_again() throws Exception {
        Hooked.record(journal, "some", 4);
        String poison = journal.log().stream() + "-2";
        receiver.answer(one -> Answer.of(one.id().equals(poison) ? 422 : 200));
        try (Hooked hooked = hooked(3)) {
            receiver.await(() -> receiver.ids().contains(journal.log().stream() + "-4"));
            receiver.await(() -> hooked.dead().size() == 1);
            assertThat(Collections.frequency(receiver.ids(), poison)).isEqualTo(3);
            assertThat(hooked.dead().path(0).path("event").asText()).isEqualTo(poison);
            assertThat(hooked.dead().path(0).path("because").asText()).isEqualTo("it answers 422");
            assertThat(hooked.counts().dead()).isEqualTo(1);

            assertThat(hooked.webhooks().retry("erp", poison, "alice")).isEqualTo(new Webhooks.Result.Noted());
            receiver.await(() -> Collections.frequency(receiver.ids(), poison) == 4);
            receiver.await(() -> hooked.dead().path(0).path("attempts").asInt() == 4);
            assertThat(hooked.log()).containsExactly("webhook erp: tries again event " + poison + ", as alice wants");

            receiver.answer(any -> Answer.of(200));
            hooked.webhooks().retry("erp", "", "bob");
            receiver.await(() -> hooked.dead().isEmpty());
            assertThat(hooked.webhooks().retry("erp", poison, "bob")).isEqualTo(new Webhooks.Result.NotDead());
            assertThat(hooked.webhooks().retry("other", "", "bob")).isEqualTo(new Webhooks.Result.Unknown());
        }
        assertThat(receiver.received().getLast().id()).isEqualTo(poison);
    }

    @Test
    void whoever_skips_an_event_finds_it_on_the_dead_list_and_the_rest_goes_on() throws Exception {
        Hooked.record(journal, "some", 3);
        String first = journal.log().stream() + "-1";
        receiver.answer(one -> Answer.of(one.id().equals(first) ? 500 : 200));
        try (Hooked hooked = new Hooked(vertx, journal, state(), Hooked.webhook(receiver.uri(), secret, 50), LONG)) {
            receiver.await(() -> hooked.seen().has("retrying"));
            assertThat(hooked.isFailing()).isTrue();
            assertThat(hooked.seen().path("state").asText()).isEqualTo("RETRYING");
            assertThat(receiver.ids()).containsExactly(first);

            assertThat(hooked.webhooks().skip("erp", "alice")).isEqualTo(new Webhooks.Result.Noted());
            receiver.await(() -> receiver.ids().size() == 3);
            assertThat(hooked.dead().path(0).path("because").asText()).isEqualTo("skipped by alice");
            receiver.await(() -> hooked.seen().path("state").asText().equals("SENDING"));
            assertThat(hooked.webhooks().skip("erp", "alice")).isEqualTo(new Webhooks.Result.NotHeldUp());
        }
    }

    @Test
    void a_webhook_whose_last_event_was_given_up_or_skipped_no_longer_fails() throws Exception {
        Hooked.record(journal, "some", 1);
        receiver.answer(any -> Answer.of(422));
        try (Hooked hooked = hooked(2)) {
            receiver.await(() -> hooked.dead().size() == 1);
            receiver.await(() -> hooked.said().infos().size() == 1);
            assertThat(hooked.isFailing()).isFalse();
        }
        Hooked.record(journal, "more", 1);
        try (Hooked hooked = new Hooked(vertx, journal, state(), Hooked.webhook(receiver.uri(), secret, 50), LONG)) {
            receiver.await(() -> hooked.seen().has("retrying"));
            assertThat(hooked.isFailing()).isTrue();
            hooked.webhooks().skip("erp", "alice");
            receiver.await(() -> hooked.dead().size() == 2);
            receiver.await(() -> !hooked.isFailing());
        }
    }

    @Test
    void a_receiver_that_is_gone_gets_nothing_more_also_after_a_restart_until_somebody_says_so() throws Exception {
        Hooked.record(journal, "some", 3);
        receiver.answer(one -> Answer.of(410));
        try (Hooked hooked = hooked(5)) {
            receiver.await(() -> hooked.seen().path("state").asText().equals("GONE"));
            assertThat(hooked.said().errors()).singleElement().asString().contains("410 Gone");
        }
        receiver.answer(one -> Answer.of(200));
        try (Hooked hooked = hooked(5)) {
            receiver.await(hooked::isFailing);
            Thread.sleep(1_500);
            assertThat(receiver.ids()).hasSize(1);
            hooked.webhooks().retry("erp", "", "alice");
            receiver.await(() -> receiver.ids().size() == 4);
            receiver.await(() -> !hooked.isFailing());
        }
        assertThat(receiver.ids().subList(1, 4)).isEqualTo(recorded());
    }

    @Test
    void an_event_that_was_answered_410_can_be_skipped_and_the_rest_goes_on() throws Exception {
        Hooked.record(journal, "some", 3);
        String first = journal.log().stream() + "-1";
        receiver.answer(one -> Answer.of(one.id().equals(first) ? 410 : 200));
        try (Hooked hooked = hooked(5)) {
            receiver.await(() -> hooked.seen().path("state").asText().equals("GONE"));
            assertThat(hooked.seen().path("retrying").path("event").asText()).isEqualTo(first);
            hooked.webhooks().retry("erp", "", "alice");
            receiver.await(() -> hooked.seen().path("retrying").path("attempts").asInt() == 2);
        }
        try (Hooked hooked = hooked(5)) {
            receiver.await(() -> !hooked.said().errors().isEmpty());
            assertThat(hooked.said().errors()).singleElement().asString().contains("410 Gone", "webhooks skip erp");
            assertThat(hooked.webhooks().skip("erp", "bob")).isEqualTo(new Webhooks.Result.Noted());
            receiver.await(() -> hooked.counts().sent() == 2);
            receiver.await(() -> hooked.seen().path("state").asText().equals("SENDING"));
            receiver.await(() -> !hooked.isFailing());
            assertThat(hooked.dead().path(0).path("event").asText()).isEqualTo(first);
            assertThat(hooked.dead().path(0).path("because").asText()).isEqualTo("skipped by bob");
        }
        assertThat(receiver.ids().subList(2, 4)).isEqualTo(recorded().subList(1, 3));
    }

    @Test
    void a_receiver_that_was_gone_gets_no_other_journal_before_somebody_was_told_of_that() throws Exception {
        Hooked.record(journal, "some", 3);
        receiver.answer(one -> Answer.of(one.id().endsWith("-3") ? 410 : 200));
        try (Hooked hooked = hooked(5)) {
            receiver.await(() -> hooked.seen().path("state").asText().equals("GONE"));
        }
        receiver.answer(one -> Answer.of(200));
        try (Journal other = SqliteJournal.open(folder.resolve("other"))) {
            Hooked.record(other, "others", 2);
            try (Hooked hooked = new Hooked(vertx, other, state(), Hooked.webhook(receiver.uri(), secret, 5))) {
                receiver.await(() -> hooked.seen().path("state").asText().equals("FOREIGN"));
                receiver.await(() -> !hooked.said().errors().isEmpty());
                assertThat(hooked.said().errors()).singleElement().asString().contains("restored?");
                hooked.webhooks().skip("erp", "alice");
                receiver.await(() -> !hooked.isFailing());
                Hooked.record(other, "new", 1);
                receiver.await(() -> hooked.counts().sent() == 1);
            }
            assertThat(receiver.ids()).hasSize(4).endsWith(other.log().stream() + "-3");
        }
    }

    @Test
    void what_is_new_does_not_wait_for_many_dead_events_that_are_tried_again() throws Exception {
        int many = 12;
        Hooked.record(journal, "some", many);
        receiver.answer(any -> Answer.of(500));
        try (Hooked hooked = hooked(1)) {
            receiver.await(() -> hooked.dead().size() == many);
            int before = receiver.ids().size();
            receiver.answer(one -> recorded().indexOf(one.id()) < many
                    ? Answer.of(500).after(Duration.ofMillis(400))
                    : Answer.of(200));
            hooked.webhooks().retry("erp", "", "alice");
            receiver.await(() -> receiver.ids().size() > before);
            Hooked.record(journal, "new", 1);
            receiver.await(() -> receiver.ids().size() == before + many + 1);
            assertThat(receiver.ids().getLast())
                    .as("the new one came before the last dead one")
                    .isEqualTo(recorded().get(many - 1));
        }
    }

    @Test
    void attempts_and_waits_survive_a_restart() throws Exception {
        Hooked.record(journal, "some", 2);
        receiver.answer(one -> Answer.of(503).with("Retry-After", "3600"));
        try (Hooked hooked = hooked(5)) {
            receiver.await(() -> hooked.seen().path("retrying").path("attempts").asInt() == 1);
        }
        try (Hooked hooked = hooked(5)) {
            receiver.await(hooked::isFailing);
            Thread.sleep(1_500);
            assertThat(receiver.ids()).hasSize(1);
            assertThat(hooked.seen().path("retrying").path("attempts").asInt()).isEqualTo(1);
            receiver.answer(one -> Answer.of(200));
            hooked.webhooks().retry("erp", "", "alice");
            receiver.await(() -> receiver.ids().size() == 3);
        }
    }

    @Test
    void a_receiver_that_is_killed_and_comes_back_misses_nothing() throws Exception {
        int port = ServiceProcess.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port + "/hooks");
        Hooked.record(journal, "some", 40);
        try (Hooked hooked = new Hooked(vertx, journal, state(), Hooked.webhook(uri, secret, 1_000))) {
            Thread.sleep(300);
            HashSet<String> seen = new HashSet<>();
            for (int life = 0; life < 3; life++) {
                try (HookReceiver mortal = HookReceiver.startAt(port)) {
                    int few = life * 15 + 10;
                    mortal.await(() -> {
                        seen.addAll(mortal.ids());
                        return seen.size() >= few;
                    });
                }
            }
            try (HookReceiver last = HookReceiver.startAt(port)) {
                Hooked.record(journal, "more", 1);
                last.await(() -> {
                    seen.addAll(last.ids());
                    return seen.size() == 41;
                });
                assertThat(last.ids().getLast()).isEqualTo(recorded().getLast());
                receiver.await(() -> hooked.counts().behind() == 0);
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(recorded());
            assertThat(hooked.counts().dead()).isZero();
        }
    }

    @Test
    void a_place_that_the_journal_does_not_have_stops_sending_until_somebody_says_where_to_go_on() throws Exception {
        Hooked.record(journal, "some", 3);
        try (Hooked hooked = hooked(3)) {
            receiver.await(() -> receiver.ids().size() == 3 && hooked.counts().behind() == 0);
        }
        try (Journal other = SqliteJournal.open(folder.resolve("other"))) {
            Hooked.record(other, "others", 2);
            try (Hooked hooked = new Hooked(vertx, other, state(), Hooked.webhook(receiver.uri(), secret, 3))) {
                receiver.await(() -> hooked.seen().path("state").asText().equals("FOREIGN"));
                assertThat(hooked.said().errors()).singleElement().asString().contains("restored?");
                hooked.webhooks().skip("erp", "alice");
                receiver.await(() -> hooked.seen().path("state").asText().equals("SENDING"));
                receiver.await(() -> !hooked.isFailing());
                Hooked.record(other, "new", 1);
                receiver.await(() -> receiver.ids().size() == 4);
                assertThat(receiver.ids().getLast()).isEqualTo(other.log().stream() + "-3");
            }
        }
    }

    @Test
    void thousands_of_events_are_caught_up_with_in_little_memory() throws Exception {
        int many = 3_000;
        Hooked.record(journal, "many", many);
        AtomicInteger arrived = new AtomicInteger();
        long[] most = {0};
        // What was received is not kept here, so that what is measured is the sender.
        try (HookReceiver counting = HookReceiver.counting(arrived)) {
            long before = used();
            try (Hooked hooked = new Hooked(vertx, journal, state(), Hooked.webhook(counting.uri(), secret, 3))) {
                for (int seen = 0; seen < many; seen += 1_000) {
                    int next = seen + 1_000;
                    counting.await(() -> arrived.get() >= next);
                    most[0] = Math.max(most[0], used() - before);
                }
                counting.await(() -> hooked.counts().behind() == 0);
                assertThat(hooked.counts().sent()).isEqualTo(many);
            }
            assertThat(arrived).hasValue(many);
            assertThat(most[0]).isLessThan(48L << 20);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
