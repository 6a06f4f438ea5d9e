package dev.docket.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLoaderTest {
    @Test
    void what_is_loaded_is_what_was_hashed_even_if_the_files_change_in_between(@TempDir Path folder)
            throws IOException {
        Path models = copy(Path.of("models"), folder.resolve("models"));
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        SmallRules.coverByCases(rules);
        BundleFolder bundle = BundleFolder.of(rules, models);
        BundleContent content = BundleContent.read(bundle);
        overwrite(folder);

        try (LoadedBundle loaded = BundleLoader.load(bundle, content)) {
            assertThat(Objects.requireNonNull(loaded.bundle().model()).id())
                    .isEqualTo(Objects.requireNonNull(content.model()).id());
            assertThat(loaded.bundle().id().digest())
                    .isEqualTo(content.manifest().digest());
            assertThat(loaded.cases().run().problems()).isEmpty();
            assertThat(loaded.cases().run().count()).isPositive();
        }
    }

    @Test
    void a_bundle_on_disk_is_for_its_owner_only(@TempDir Path folder) throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path target = folder.resolve("bundle");

        BundleContent.read(BundleFolder.of(SmallRules.write(folder.resolve("rules"), 30), null))
                .writeTo(target);

        try (Stream<Path> paths = Files.walk(target)) {
            assertThat(paths.toList()).isNotEmpty().allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .endsWith("------"));
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy);
        }
        return to;
    }

    private static void overwrite(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.writeString(file, "somebody else's");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
