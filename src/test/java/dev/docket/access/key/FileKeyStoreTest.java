package dev.docket.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest extends KeyStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    protected KeyStore open() {
        return new FileKeyStore(folder);
    }

    @Test
    void the_file_is_for_its_owner_alone() throws IOException {
        create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("access"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_damaged_file_lets_nobody_in_and_is_not_quoted() throws IOException {
        create();
        String good = Files.readString(file());
        for (String damaged : new String[] {
            good.replace("DECIDE", "ADMIN"),
            good.replace("sha256:", "sha257:"),
            good + "geheim\n",
            good + good.lines().toList().getLast() + "\n",
            good.replace("Z -", " -")
        }) {
            Files.writeString(file(), damaged);

            assertThatThrownBy(() -> open().read())
                    .isInstanceOf(KeysUnavailableException.class)
                    .hasMessageContaining("access/keys")
                    .hasMessageNotContainingAny("geheim", "ADMIN", folder.toString());
            assertThatThrownBy(this::create).isInstanceOf(KeysUnavailableException.class);
            assertThat(file()).hasContent(damaged);
        }
    }

    private void create() {
        new Keys(open(), Clock.systemUTC(), new SecureRandom()).create("erp", Set.of(Role.DECIDE), Duration.ofDays(1));
    }

    private Path file() {
        return folder.resolve("access/keys");
    }
}
