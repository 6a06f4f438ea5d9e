package dev.docket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFolderTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void what_an_earlier_demonstration_left_is_gone_with_its_bundles() throws IOException {
        SqliteJournal.open(folder).close();
        Path kept = Files.createDirectories(folder.resolve("bundles/sha256-1/rules"));
        Files.writeString(kept.resolve("policy.drl"), "rule");

        FreshFolder.make(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_in_use_is_left_alone() {
        try (var journal = SqliteJournal.open(folder)) {
            assertThatThrownBy(() -> FreshFolder.make(folder)).isInstanceOf(RuntimeException.class);

            assertThat(journal.count()).isZero();
            assertThat(folder.resolve("journal.db")).exists();
        }
    }
}
