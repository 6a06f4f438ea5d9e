package dev.docket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.cli.journal.JournalCommand;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The data folder of a service from before Policy 2, with the bundle that decided there: 80 generated orders. What was
 * recorded then must still be decided to the same bytes, once this version has migrated the journal as a service does when
 * it starts. The key that signed it was made for this fixture and signs nothing else.
 */
class EarlierRecordsTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "earlier-records");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it in
    private Path data;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void unpack() throws IOException {
        try (Stream<Path> files = Files.walk(KEPT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = data.resolve(KEPT.relativize(file).toString().replace(".gz", ""));
                Files.createDirectories(copy.getParent());
                try (InputStream content = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file))
                        : Files.newInputStream(file)) {
                    Files.copy(content, copy);
                }
            }
        }
        new JournalStore.Sqlite(data).open().close();
    }

    @Test
    void replay_to_the_same_bytes_with_their_own_bundle() {
        int code = run(new ReplayCommand(), "--data", data.toString(), "--format", "json");
        assertThat(out.toString()).contains("\"decisions\":80", "\"same\":80", "\"isReproduced\":true");
        assertThat(code).isZero();
    }

    @Test
    void verify() {
        assertThat(run(new JournalCommand(), "verify", "--data", data.toString()))
                .as(out::toString)
                .isZero();
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }
}
