package dev.docket.bundle.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedRuleCacheTest {
    private static final byte[] CLASSES = "what the compiler made of the rules".getBytes(UTF_8);
    private static final Digest SOURCE = Digest.over("the rules".getBytes(UTF_8));
    private static final Digest OTHER = Digest.over("other rules".getBytes(UTF_8));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void what_was_kept_is_found_by_the_same_build_for_the_same_rules_only() {
        cache("build 1", "secret").keep(SOURCE, CLASSES);

        assertThat(cache("build 1", "secret").find(SOURCE))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(CLASSES));
        assertThat(cache("build 1", "secret").find(OTHER)).isEmpty();
        assertThat(cache("build 2", "secret").find(SOURCE)).isEmpty();
    }

    @Test
    void what_was_sealed_with_another_secret_is_not_found() {
        cache("build", "an attacker's").keep(SOURCE, CLASSES);

        assertThat(cache("build", "the service's").find(SOURCE)).isEmpty();
    }

    @Test
    void a_file_with_any_bit_changed_or_any_byte_missing_is_not_found() throws IOException {
        cache("build", "secret").keep(SOURCE, CLASSES);
        Path file = files().get(0);
        byte[] sealed = Files.readAllBytes(file);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertThat(cache("build", "secret").find(SOURCE)).as("bit %d", bit).isEmpty();
        }
        for (int length = 0; length < sealed.length; length++) {
            Files.write(file, Arrays.copyOf(sealed, length));
            assertThat(cache("build", "secret").find(SOURCE))
                    .as("%d bytes", length)
                    .isEmpty();
        }
        Files.write(file, sealed);
        assertThat(cache("build", "secret").find(SOURCE))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(CLASSES));
    }

    @Test
    void what_was_compiled_from_other_rules_cannot_take_their_place() throws IOException {
        cache("build", "secret").keep(SOURCE, CLASSES);
        Path source = files().get(0);
        cache("build", "secret").keep(OTHER, "of other rules".getBytes(UTF_8));
        Path other =
                files().stream().filter(file -> !file.equals(source)).findAny().orElseThrow();

        Files.copy(other, source, StandardCopyOption.REPLACE_EXISTING);

        assertThat(cache("build", "secret").find(SOURCE)).isEmpty();
    }

    @Test
    void what_is_compiled_before_there_is_a_secret_is_written_once_there_is_one() throws IOException {
        AtomicReference<Optional<byte[]>> secret = new AtomicReference<>(Optional.empty());
        SealedRuleCache cache = new SealedRuleCache(folder.resolve("compiled"), "build", secret::get);
        cache.keep(SOURCE, CLASSES);
        assertThat(folder.resolve("compiled")).doesNotExist();

        secret.set(Optional.of("secret".getBytes(UTF_8)));
        cache.keepWaiting();

        assertThat(cache("build", "secret").find(SOURCE))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(CLASSES));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_eight_used_last_are_kept() throws IOException {
        for (int i = 0; i < 8; i++) {
            cache("build", "secret").keep(number(i), CLASSES);
            for (Path file : files()) {
                if (Files.getLastModifiedTime(file).toInstant().isAfter(Instant.EPOCH.plusSeconds(60))) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(i)));
                }
            }
        }
        assertThat(cache("build", "secret").find(number(0))).isPresent();

        cache("build", "secret").keep(number(8), CLASSES);

        assertThat(files()).hasSize(8);
        assertThat(cache("build", "secret").find(number(0))).isPresent();
        assertThat(cache("build", "secret").find(number(1))).isEmpty();
        assertThat(cache("build", "secret").find(number(8))).isPresent();
    }

    @Test
    void a_folder_that_cannot_be_used_keeps_and_finds_nothing() throws IOException {
        Files.writeString(folder.resolve("compiled"), "a file");

        cache("build", "secret").keep(SOURCE, CLASSES);

        assertThat(cache("build", "secret").find(SOURCE)).isEmpty();
    }

    private static Digest number(int number) {
        return Digest.over(new byte[] {(byte) number});
    }

    private SealedRuleCache cache(String build, String secret) {
        return new SealedRuleCache(folder.resolve("compiled"), build, () -> Optional.of(secret.getBytes(UTF_8)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("compiled"))) {
            return files.toList();
        }
    }
}
