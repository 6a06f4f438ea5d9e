package dev.docket.service.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;

/** A folder of this process, which is gone when it ends, for what is fetched from a database to be read. */
final class Fetched {
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "docket-" + UUID.randomUUID());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Fetched::delete, "docket-fetched"));
    }

    private Fetched() {}

    /** Made when something is written to it. */
    static Path folder() {
        return FOLDER;
    }

    private static void delete() {
        if (!Files.exists(FOLDER)) {
            return;
        }
        try (var paths = Files.walk(FOLDER)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            // The system empties its folder for what is temporary.
            return;
        }
    }
}
