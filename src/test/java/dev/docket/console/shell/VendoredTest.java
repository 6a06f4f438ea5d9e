package dev.docket.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of other projects are the bytes that they published. */
class VendoredTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/docket/console/vendor");

    @Test
    void every_vendored_file_has_the_digest_that_is_listed_and_a_licence_beside_it() throws IOException {
        Set<String> listed = new TreeSet<>(Set.of("vendored.txt"));
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("vendored.txt"))) {
            if (!line.startsWith("#")) {
                // package@version, path in it, SHA-256, file, licence
                String[] words = line.split(" ");
                listed.addAll(List.of(words[3], words[4]));
                if (!Digest.over(Files.readAllBytes(FOLDER.resolve(words[3])))
                        .hex()
                        .equals(words[2])) {
                    wrong.add(words[3]);
                }
                assertThat(FOLDER.resolve(words[4])).isNotEmptyFile();
                assertThat(Files.readString(Path.of("NOTICE")))
                        .contains(words[0].replace(".org@", " ").replace('@', ' '));
            }
        }
        assertThat(wrong).isEmpty();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
        }
    }
}
