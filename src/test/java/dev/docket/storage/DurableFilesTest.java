package dev.docket.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_is_replaced_whole_and_nothing_else_is_left_beside_it() throws IOException {
        Path file = folder.resolve("file");
        DurableFiles.write(file, "before".getBytes(UTF_8));
        DurableFiles.write(file, "after".getBytes(UTF_8));

        assertThat(file).hasContent("after");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void a_content_that_fails_leaves_what_was_there() throws IOException {
        Path file = folder.resolve("file");
        DurableFiles.write(file, "before".getBytes(UTF_8));

        assertThatThrownBy(() -> DurableFiles.write(file, out -> {
                    out.write(1);
                    throw new IOException("full");
                }))
                .hasMessage("full");

        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void a_content_may_close_what_it_writes_to() throws IOException {
        DurableFiles.write(folder.resolve("file"), out -> {
            try (out) {
                out.write('x');
            }
        });

        assertThat(folder.resolve("file")).hasContent("x");
    }

    @Test
    void a_folder_is_there_with_all_its_files() throws IOException {
        Path target = folder.resolve("new/folder");

        DurableFiles.writeFolder(target, new TreeMap<>(Map.of("a", new byte[] {1}, "below/b", new byte[] {2})));

        assertThat(Files.readAllBytes(target.resolve("below/b"))).containsExactly(2);
        assertThat(folder.resolve("new").toFile().list()).containsExactly("folder");
    }
}
