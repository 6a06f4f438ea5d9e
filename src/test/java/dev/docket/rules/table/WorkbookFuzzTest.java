package dev.docket.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.hostile.MutatedArchive;
import dev.docket.rules.Folders;
import dev.docket.rules.read.ParsedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A damaged workbook is read or refused with problems. {@code -Dfuzz.workbooks=100000} tries more, and {@code
 * -Dfuzz.seed} others.
 */
@Timeout(3600)
class WorkbookFuzzTest {
    private static final int WORKBOOKS = Integer.getInteger("fuzz.workbooks", 400);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);

    @Test
    void a_damaged_workbook_is_read_or_refused() throws IOException {
        MutatedArchive mutated = new MutatedArchive(new Random(SEED));
        List<byte[]> corpus = corpus();
        int refused = 0;
        for (int i = 0; i < WORKBOOKS; i++) {
            SortedMap<String, byte[]> files = Folders.data();
            files.put("table.xlsx", mutated.of(corpus.get(i % corpus.size())));

            ParsedFolder read = ParsedFolder.read(files);

            refused += read.problems().isEmpty() ? 0 : 1;
        }
        System.out.printf(Locale.ROOT, "%,d workbooks (seed %d): %,d refused%n", WORKBOOKS, SEED, refused);
        assertThat(refused).isBetween(1, WORKBOOKS);
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/workbooks"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xlsx"))
                    .sorted()
                    .toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        return corpus;
    }
}
