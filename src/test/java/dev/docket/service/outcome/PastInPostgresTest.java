package dev.docket.service.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.PostgresServer;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learned from a journal does not depend on the store that it is in. */
class PastInPostgresTest {
    private static final List<PastOrder> ORDERS =
            SampleBusiness.orders(9).limit(260).toList();
    private static final Instant LATER = ORDERS.getLast().snapshot().now().plus(Duration.ofHours(2));

    private static final Path MODELS = Path.of("models/priority");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void renewing_training_and_comparing_read_the_same_from_postgresql_as_from_sqlite() throws IOException {
        JournalStore sqlite = new JournalStore.Sqlite(folder.resolve("sqlite"));
        JournalStore postgres = JournalStore.postgresql(
                folder.resolve("postgres"), PostgresServer.shared().newDatabase(), "", "");
        try (UsualOrders one = new UsualOrders(folder.resolve("sqlite"), sqlite.open());
                UsualOrders other = new UsualOrders(folder.resolve("postgres"), postgres.open())) {
            RenewSnapshot.Result ofSqlite = renewed(one);
            assertThat(ofSqlite)
                    .isInstanceOf(RenewSnapshot.Result.Renewed.class)
                    .isEqualTo(renewed(other));

            // What ./docket train and compare learn from.
            assertThat(PastDecisions.read(postgres)).hasSize(ORDERS.size()).isEqualTo(PastDecisions.read(sqlite));
            // ./docket model renew
            assertThat(reference(postgres, "of-postgres")).isEqualTo(reference(sqlite, "of-sqlite"));
        }
    }

    private String reference(JournalStore store, String name) throws IOException {
        Path models = Files.createDirectories(folder.resolve(name));
        String shipped = Files.readString(MODELS.resolve("current")).strip();
        Files.createDirectory(models.resolve(shipped));
        Files.copy(MODELS.resolve("current"), models.resolve("current"));
        try (var files = Files.list(MODELS.resolve(shipped))) {
            for (Path file : files.toList()) {
                Files.copy(file, models.resolve(shipped).resolve(file.getFileName()));
            }
        }
        RenewReference.renew(store, models, LATER);
        String renewed = Files.readString(models.resolve("current")).strip();
        assertThat(renewed).isNotEqualTo(shipped);
        return Files.readString(models.resolve(renewed).resolve("reference.json"));
    }

    private static RenewSnapshot.Result renewed(UsualOrders service) {
        service.decide(ORDERS);
        service.report(ORDERS.subList(0, 200), LATER.minusSeconds(7_200));
        return service.renewal.renew(LATER);
    }
}
