package dev.docket.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DataFolderTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void whatAnEarlierVersionLeft() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        Files.createDirectories(data.resolve("bundles/sha256-0/rules"));
        for (var name :
                new String[] {"journal.db", "journal.db-wal", "journal-key.pem", "bundles/sha256-0/rules/a.drl"}) {
            Files.writeString(data.resolve(name), "x");
        }
        open(data);
    }

    @Test
    void what_others_could_read_only_its_owner_can_afterwards() throws IOException {
        var result = DataFolder.tighten(data);

        assertThat(result.failed()).isEmpty();
        assertThat(result.tightened())
                .contains(data, data.resolve("journal.db"), data.resolve("bundles/sha256-0/rules/a.drl"));
        try (var all = Files.walk(data)) {
            for (Path path : all.toList()) {
                assertThat(permissions(path)).as("%s", path).endsWith("------");
            }
        }
        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("journal.db"))).isEqualTo("rw-------");
    }

    @Test
    void what_is_tight_already_is_left_alone() throws IOException {
        DataFolder.tighten(data);

        assertThat(DataFolder.tighten(data).tightened()).isEmpty();
        assertThat(DataFolder.tighten(folder.resolve("missing")).tightened()).isEmpty();
    }

    @Test
    void what_somebody_else_put_into_the_folder_keeps_its_permissions_and_so_does_the_folder() throws IOException {
        Files.writeString(data.resolve("notes.txt"), "x");
        open(data);

        DataFolder.tighten(data);

        assertThat(permissions(data.resolve("notes.txt"))).isEqualTo("rw-r--r--");
        assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(data.resolve("journal.db"))).isEqualTo("rw-------");
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "x");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(data.resolve("journal-link"), outside);

        DataFolder.tighten(data);

        assertThat(permissions(outside)).isEqualTo("rw-r--r--");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
