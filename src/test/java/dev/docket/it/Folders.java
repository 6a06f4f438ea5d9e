package dev.docket.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a test. */
final class Folders {
    private Folders() {}

    /** A copy of a folder, to change. @return the copy */
    static Path copied(Path folder, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.copy(file, target.resolve(folder.relativize(file).toString()));
        }
        return target;
    }
}
