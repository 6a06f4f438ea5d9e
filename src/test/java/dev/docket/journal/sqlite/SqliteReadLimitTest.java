package dev.docket.journal.sqlite;

import dev.docket.journal.sql.ReadLimitContract;
import dev.docket.journal.sql.SqlSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteReadLimitTest extends ReadLimitContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    protected SqlSource source() {
        SqliteJournal.open(folder).close();
        return new SqliteFile(folder.resolve("journal.db"), SqliteFile.NO_LIMIT);
    }
}
