package dev.docket.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Role;
import dev.docket.access.key.KeyStore;
import dev.docket.access.key.KeyStoreContract;
import dev.docket.access.key.Keys;
import dev.docket.access.key.KeysUnavailableException;
import dev.docket.fixture.PostgresServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresKeyStoreTest extends KeyStoreContract {
    private final String url = PostgresServer.shared().newDatabase();
    private final List<PostgresKeyStore> open = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        PostgresSchema.prepare(new PostgresSource(url, "", ""));
    }

    @AfterEach
    void close() {
        open.forEach(PostgresKeyStore::close);
    }

    @Override
    protected synchronized KeyStore open() {
        open.add(new PostgresKeyStore(new PostgresSource(url, "", "")));
        return open.getLast();
    }

    @Test
    void the_first_key_may_be_made_before_any_service_has_started() {
        var untouched =
                new PostgresKeyStore(new PostgresSource(PostgresServer.shared().newDatabase(), "", ""));
        try (untouched) {
            assertThatThrownBy(untouched::read).isInstanceOf(KeysUnavailableException.class);

            create(untouched);

            assertThat(untouched.read()).hasSize(1);
        }
    }

    @Test
    void a_store_that_was_away_is_read_again_and_its_place_is_not_named() {
        var store = open();
        create(store);
        PostgresServer.execute(url, "ALTER TABLE docket.access_key RENAME TO elsewhere");

        assertThatThrownBy(store::read)
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageNotContainingAny("access_key", "jdbc:", "relation", "127.0.0.1", "localhost");
        PostgresServer.execute(url, "ALTER TABLE docket.elsewhere RENAME TO access_key");

        assertThat(store.read()).hasSize(1);
    }

    @Test
    void a_row_that_docket_did_not_write_lets_nobody_in() {
        create(open());
        PostgresServer.execute(url, "UPDATE docket.access_key SET roles = 'ADMIN'");

        assertThatThrownBy(() -> open().read()).isInstanceOf(KeysUnavailableException.class);
    }

    private static void create(KeyStore store) {
        new Keys(store, Clock.systemUTC(), new SecureRandom()).create("erp", Set.of(Role.DECIDE), Duration.ofDays(1));
    }
}
