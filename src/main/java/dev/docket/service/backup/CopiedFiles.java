package dev.docket.service.backup;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was copied of a data folder so far, and what an earlier backup has already. Not thread-safe. */
final class CopiedFiles {
    private final Path from;
    private final Path to;
    private final SortedMap<String, Chain.Placed> earlier;
    private final BackupProgress progress;
    private final SortedMap<String, Digest> copied = new TreeMap<>();
    private final SortedMap<String, Digest> unchanged = new TreeMap<>();

    CopiedFiles(Path from, Path to, Optional<Chain> earlier, BackupProgress progress) {
        this.from = from;
        this.to = to;
        this.earlier = earlier.map(Chain::files).orElseGet(TreeMap::new);
        this.progress = progress;
    }

    void copy(Path file) throws IOException {
        String name = Checksums.name(from, file);
        copied.put(name, Checksums.copy(file, to.resolve(name)));
        progress.copied();
    }

    /** Copies a file unless the earlier backup has it as it is. */
    void copyIfNew(Path file) throws IOException {
        String name = Checksums.name(from, file);
        Chain.Placed before = earlier.get(name);
        if (before == null || !before.digest().equals(Checksums.over(file))) {
            copy(file);
        } else {
            unchanged.put(name, before.digest());
        }
    }

    /** A file that was made in the copy. */
    void made(String name) throws IOException {
        copied.put(name, Checksums.over(to.resolve(name)));
    }

    int count() {
        return copied.size();
    }

    /** Writes down what was left out, and the checksums of all the rest. */
    void list() throws IOException {
        if (!unchanged.isEmpty()) {
            new Checksums(unchanged).write(to.resolve(BackupPart.UNCHANGED));
            made(BackupPart.UNCHANGED);
        }
        new Checksums(copied).write(to.resolve(Checksums.FILE));
    }
}
