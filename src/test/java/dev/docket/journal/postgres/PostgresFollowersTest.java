package dev.docket.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.JournalUnavailableException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresFollowersTest {
    private final String url = PostgresServer.shared().newDatabase();

    @BeforeEach
    void prepare() throws Exception {
        PostgresSchema.prepare(new PostgresSource(url, "", ""));
    }

    private PostgresFollowers service() {
        return new PostgresFollowers(new PostgresSource(url, "", ""));
    }

    @Test
    void one_service_follows_at_a_time_and_the_next_goes_on_where_it_ended() {
        PostgresFollowers one = service();
        try (PostgresFollowers other = service()) {
            assertThat(one.isMine()).isTrue();
            assertThat(other.isMine()).isFalse();
            one.write("c-1-2", "{\"seen\":1}".getBytes(StandardCharsets.UTF_8));
            one.write("c-1-2", "{\"seen\":2}".getBytes(StandardCharsets.UTF_8));
            assertThat(one.isMine()).isTrue();
            assertThat(other.isMine()).isFalse();

            one.close();

            assertThat(other.isMine()).isTrue();
            assertThat(one.isMine()).isFalse();
            assertThat(other.read("c-1-2"))
                    .hasValueSatisfying(state -> assertThat(new String(state, StandardCharsets.UTF_8))
                            .isEqualTo("{\"seen\":2}"));
            assertThat(other.read("c-1-3")).isEmpty();
        }
    }

    @Test
    void a_service_whose_session_the_database_ended_no_longer_follows() {
        try (PostgresFollowers one = service();
                PostgresFollowers other = service()) {
            assertThat(one.isMine()).isTrue();
            PostgresServer.execute(
                    url,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'docket follower' AND datname = current_database()");

            assertThat(isMineAfterFailures(other)).isTrue();
            assertThat(isMineAfterFailures(one)).isFalse();
        }
    }

    @Test
    void a_service_whose_database_went_away_leaves_all_the_same() throws Exception {
        PostgresFollowers one = service();
        try (PostgresDeliveryState deliveries = new PostgresDeliveryState(new PostgresSource(url, "", ""))) {
            assertThat(one.isMine()).isTrue();
            assertThat(deliveries.isMine("erp")).isTrue();
            PostgresServer.execute(
                    url,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name LIKE 'docket %' AND datname = current_database()");

            assertThatCode(one::close).doesNotThrowAnyException();
            assertThatCode(deliveries::close).doesNotThrowAnyException();
            assertThat(one.isMine()).as("the lock went with the session").isTrue();
        }
        one.close();
    }

    // The first question finds the session gone.
    private static boolean isMineAfterFailures(PostgresFollowers followers) {
        try {
            return followers.isMine();
        } catch (JournalUnavailableException gone) {
            return followers.isMine();
        }
    }
}
