package dev.docket.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Empties the folder of an earlier demonstration, unless another process still uses it. */
public final class FreshFolder {
    private FreshFolder() {}

    /** @throws IllegalStateException if another process uses the folder */
    public static void make(Path folder) {
        try {
            Files.createDirectories(folder);
            List<Path> contents;
            try (Stream<Path> walked = Files.walk(folder)) {
                contents = walked.skip(1).sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : contents) {
                if (Files.isRegularFile(file)) {
                    requireUnused(folder, file);
                }
            }
            for (Path each : contents) {
                Files.delete(each);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot empty the folder %s.".formatted(folder), broken);
        }
    }

    private static void requireUnused(Path folder, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IllegalStateException(
                        "Another service uses %s.\nStop it first (Ctrl-C in its terminal).".formatted(folder));
            }
        }
    }
}
