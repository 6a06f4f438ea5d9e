package dev.docket.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.HookReceiver;
import dev.docket.fixture.HookReceiver.Answer;
import dev.docket.fixture.PostgresServer;
import dev.docket.journal.Journal;
import dev.docket.journal.postgres.PostgresDeliveryState;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.service.feed.FollowedJournal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one PostgreSQL, with the same webhook. */
@Timeout(120)
class WebhooksOfTwoServicesTest {
    private final String url = PostgresServer.shared().newDatabase();
    private final PostgresSource source = new PostgresSource(url, "", "");
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Journal one;

    @SuppressWarnings("NullAway.Init")
    private Journal two;

    @SuppressWarnings("NullAway.Init")
    private HookReceiver receiver;

    @SuppressWarnings("NullAway.Init")
    private Webhook webhook;

    @BeforeEach
    void open() throws IOException {
        one = PostgresJournal.open(source, folder.resolve("one"));
        two = PostgresJournal.open(source, folder.resolve("two"));
        receiver = HookReceiver.start();
        Path secret = Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        webhook = Hooked.webhook(receiver.uri(), secret, 5);
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        one.close();
        two.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Hooked sender(Journal journal) {
        return new Hooked(vertx, journal, new PostgresDeliveryState(source), webhook);
    }

    @Test
    void one_sends_what_both_record_and_when_it_leaves_the_other_goes_on_after_it() throws Exception {
        try (Hooked second = startBoth()) {
            assertThat(second.counts().sent()).isZero();
            int before = receiver.ids().size();
            Hooked.record(one, "later-one", 20);
            Hooked.record(two, "later-two", 20);
            receiver.await(() -> second.counts().sent() == 40);
            assertThat(receiver.ids()).hasSize(before + 40);
        }
        assertThat(receiver.ids()).doesNotHaveDuplicates();
        assertAllInOrder();
    }

    /** @return the second one, after the first one has sent and left */
    private Hooked startBoth() throws Exception {
        Hooked second;
        try (Hooked first = sender(one)) {
            Hooked.record(one, "one", 30);
            receiver.await(() -> receiver.ids().size() == 30);
            second = sender(two);
            Hooked.record(two, "two", 30);
            // An event has arrived before the sender knows that.
            receiver.await(() -> first.counts().sent() == 60);
            assertThat(receiver.ids()).hasSize(60);
        }
        return second;
    }

    @Test
    void when_the_database_ends_the_session_of_the_sender_nothing_is_lost() throws Exception {
        receiver.answer(any -> Answer.of(200));
        try (Hooked first = sender(one);
                Hooked second = sender(two)) {
            for (int round = 0; round < 3; round++) {
                Hooked.record(one, "one-" + round, 40);
                Hooked.record(two, "two-" + round, 40);
                PostgresServer.execute(
                        url,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE application_name = 'docket webhooks' AND datname = current_database()");
                int least = (round + 1) * 80;
                receiver.await(() -> new LinkedHashSet<>(receiver.ids()).size() == least);
            }
            receiver.await(() -> first.counts().behind() + second.counts().behind() == 0);
        }
        assertAllInOrder();
    }

    @Test
    void what_is_wanted_at_one_service_the_other_does() throws Exception {
        Hooked.record(one, "some", 3);
        String poison = one.log().stream() + "-2";
        receiver.answer(any -> Answer.of(any.id().equals(poison) ? 500 : 200));
        try (Hooked first = sender(one)) {
            receiver.await(() -> first.dead().size() == 1);
            try (Hooked second = sender(two)) {
                receiver.answer(any -> Answer.of(200));
                assertThat(second.webhooks().retry("erp", poison, "alice")).isEqualTo(new Webhooks.Result.Noted());
                receiver.await(() -> second.dead().isEmpty());
                assertThat(second.counts().sent()).isZero();
                assertThat(first.log()).hasSize(1);
            }
        }
    }

    @Test
    void while_the_database_is_away_nothing_is_sent_and_when_it_is_back_nothing_is_missing() throws Exception {
        try (PostgresServer own = PostgresServer.start()) {
            PostgresSource there = new PostgresSource(own.newDatabase(), "", "");
            try (Journal journal = PostgresJournal.open(there, folder.resolve("three"));
                    Hooked hooked = new Hooked(vertx, journal, new PostgresDeliveryState(there), webhook)) {
                Hooked.record(journal, "before", 20);
                receiver.await(() -> receiver.ids().size() == 20);
                own.stop();
                receiver.await(() -> !hooked.saidOfJournal().errors().isEmpty());
                own.restart();
                receiver.await(() -> !hooked.saidOfJournal().infos().isEmpty());
                recordOnceBack(journal);
                receiver.await(() -> new LinkedHashSet<>(receiver.ids()).size() == 21);
                assertThat(new ArrayList<>(new LinkedHashSet<>(receiver.ids())))
                        .isEqualTo(new FollowedJournal(journal).recorded());
                assertThat(hooked.saidOfJournal().errors()).hasSize(1);
                assertThat(hooked.said().errors())
                        .as("the receiver was never away")
                        .isEmpty();
            }
        }
    }

    private static void recordOnceBack(Journal journal) throws InterruptedException {
        while (true) {
            try {
                Hooked.record(journal, "after", 1);
                return;
            } catch (CompletionException stillAway) {
                Thread.sleep(100);
            }
        }
    }

    // Each stream in its order; of what came twice, the first time counts.
    private void assertAllInOrder() {
        List<String> seen = new ArrayList<>(new LinkedHashSet<>(receiver.ids()));
        List<String> recorded = new FollowedJournal(one).recorded();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(recorded);
        for (Journal journal : List.of(one, two)) {
            String stream = journal.log().stream();
            assertThat(seen.stream().filter(id -> id.startsWith(stream)))
                    .containsExactlyElementsOf(recorded.stream()
                            .filter(id -> id.startsWith(stream))
                            .toList());
        }
    }
}
