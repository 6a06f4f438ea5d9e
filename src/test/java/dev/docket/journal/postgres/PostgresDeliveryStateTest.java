package dev.docket.journal.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.JournalUnavailableException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDeliveryStateTest {
    private final String url = PostgresServer.shared().newDatabase();

    @BeforeEach
    void prepare() throws Exception {
        PostgresSchema.prepare(new PostgresSource(url, "", ""));
    }

    private PostgresDeliveryState service() {
        return new PostgresDeliveryState(new PostgresSource(url, "", ""));
    }

    @Test
    void of_each_receiver_one_service_is_the_sender_and_only_that_one_writes_its_place() {
        PostgresDeliveryState one = service();
        try (PostgresDeliveryState other = service()) {
            assertThat(one.isMine("a")).isTrue();
            assertThat(other.isMine("a")).isFalse();
            assertThat(other.isMine("b")).isTrue();
            one.write("a", "place-of-a", "{}".getBytes(UTF_8));
            assertThatThrownBy(() -> other.write("a", "place-of-a", "{}".getBytes(UTF_8)))
                    .isInstanceOf(JournalUnavailableException.class);

            one.close();

            assertThat(other.isMine("a")).isTrue();
            assertThat(other.read("place-of-a")).isPresent();
        }
    }

    @Test
    void a_sender_whose_session_ended_does_not_write_before_it_is_the_sender_again() {
        try (PostgresDeliveryState one = service()) {
            assertThat(one.isMine("a")).isTrue();
            PostgresServer.execute(
                    url,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'docket webhooks' AND datname = current_database()");
            assertThatThrownBy(() -> one.read("place-of-a")).isInstanceOf(JournalUnavailableException.class);
            assertThat(one.read("place-of-a")).as("a new session").isEmpty();
            assertThatThrownBy(() -> one.write("a", "place-of-a", "{}".getBytes(UTF_8)))
                    .isInstanceOf(JournalUnavailableException.class);
            assertThat(one.isMine("a")).isTrue();
            one.write("a", "place-of-a", "{}".getBytes(UTF_8));
        }
    }

    @Test
    void no_change_of_two_services_is_lost() throws Exception {
        try (PostgresDeliveryState one = service();
                PostgresDeliveryState other = service();
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = both.submit(() -> add(one));
            Future<?> second = both.submit(() -> add(other));
            first.get();
            second.get();
            assertThat(one.read("wishes-for-a").map(text -> new String(text, UTF_8)))
                    .hasValue("x".repeat(100));
        }
    }

    private static void add(PostgresDeliveryState state) {
        for (int i = 0; i < 50; i++) {
            state.change(
                    "wishes-for-a",
                    before -> Optional.of(
                            (before.map(text -> new String(text, UTF_8)).orElse("") + "x").getBytes(UTF_8)));
        }
    }
}
