package dev.docket.spark.again;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for what is temporary: gone when it is closed, or when the process ends. */
public final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Thread atEnd = new Thread(this::delete, "docket-scratch");

    /** Makes one. */
    public Scratch() throws IOException {
        folder = Files.createTempDirectory("docket-spark-");
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    @Override
    @SuppressWarnings("EmptyCatch") // the process ends, and does the same
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException ending) {
        }
    }

    private void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
        } catch (IOException | UncheckedIOException left) {
            // The system empties its folder for what is temporary.
            return;
        }
    }

    /** One that cannot be deleted keeps no other. */
    @SuppressWarnings("EmptyCatch") // a task that was told to stop may still write
    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException left) {
        }
    }
}
