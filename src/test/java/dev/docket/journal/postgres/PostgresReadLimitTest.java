package dev.docket.journal.postgres;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.sql.ReadLimitContract;
import dev.docket.journal.sql.SqlSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PostgresReadLimitTest extends ReadLimitContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    protected SqlSource source() {
        PostgresSource source = new PostgresSource(PostgresServer.shared().newDatabase(), "", "");
        PostgresJournal.open(source, folder).close();
        return source;
    }
}
