package dev.docket.service.backup;

import static java.nio.file.FileVisitOption.FOLLOW_LINKS;
import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a data folder consists of, in the order in which it is copied while a service writes.
 *
 * @param folder the data folder
 */
record DataParts(Path folder) {
    static final String JOURNAL = "journal.db";
    static final String SIGNING_KEY = "journal-key.pem";

    /** In a backup that continues another one: the records since. */
    static final String SINCE = "journal-since.db";

    private static final String SPOOL = "spool";

    // Each says that the journal has something, and is written after it: copied later, it could be ahead of the copy.
    private static final List<String> BEFORE = List.of("journal-key.pub", "journal-heads", "journal-checkpoint.txt");

    // How far those who follow the journal are, which is not beyond its end.
    private static final List<String> FOLLOWERS = List.of("shadow", "webhooks");

    // Of a snapshot and its name, the snapshot comes first; so the name must be copied first.
    private static final List<String> NAMES = List.of("snapshots/current");

    // A record names only what is kept already, and what is kept never changes.
    private static final List<String> AFTER = List.of("bundles", "snapshots", "models");

    private static final List<String> KEYS = List.of(SIGNING_KEY, "access/keys", "access/last-uses");

    private static final String REFUSED = "spool-refused-";

    // Belongs to the process that writes, is in the copy in another way, or is made anew.
    private static final Set<String> OTHERS = Set.of(
            JOURNAL,
            "journal.db-wal",
            "journal.db-shm",
            "journal.lock",
            "journal-retire-order",
            "journal-retire-answer",
            "access",
            "compiled",
            SIGNING_KEY,
            SPOOL);

    boolean hasJournal() {
        return Files.isRegularFile(folder.resolve(JOURNAL));
    }

    /** Whether acknowledged decisions wait to be recorded in the journal. */
    boolean isSpooling() {
        return Files.exists(folder.resolve(SPOOL).resolve(JOURNAL));
    }

    /** The files to copy before the journal. */
    List<Path> before() throws IOException {
        List<Path> files = new ArrayList<>(existing(Stream.concat(BEFORE.stream(), NAMES.stream())));
        for (String name : FOLLOWERS) {
            Path followers = folder.resolve(name);
            if (Files.isDirectory(followers)) {
                files.addAll(files(followers));
            }
        }
        return files;
    }

    /** The files to copy after the journal, without those that were copied before it. */
    List<Path> after(boolean withKeys) throws IOException {
        List<Path> files = new ArrayList<>(withKeys ? existing(KEYS.stream()) : List.of());
        for (Path part : children()) {
            String name = part.getFileName().toString();
            if (AFTER.contains(name) || name.startsWith(REFUSED)) {
                files.addAll(files(part));
            }
        }
        files.removeAll(before());
        files.removeIf(file -> !withKeys && file.endsWith(SIGNING_KEY) && !isKept(file));
        return files;
    }

    /** What lies in the folder and is not docket's. */
    List<String> strangers() throws IOException {
        return children().stream()
                .map(child -> child.getFileName().toString())
                .filter(name -> !OTHERS.contains(name) && !BEFORE.contains(name) && !AFTER.contains(name))
                .filter(name -> !FOLLOWERS.contains(name))
                .filter(name -> !name.startsWith(REFUSED))
                .toList();
    }

    private boolean isKept(Path file) {
        return AFTER.contains(folder.relativize(file).getName(0).toString());
    }

    private List<Path> existing(Stream<String> names) {
        return names.map(folder::resolve).filter(Files::isRegularFile).toList();
    }

    private List<Path> children() throws IOException {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private static List<Path> files(Path part) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(part, Set.of(FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isUnfinished(part, folder) ? SKIP_SUBTREE : CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isUnfinished(part, file)) {
                    files.add(file);
                }
                return CONTINUE;
            }

            // The service may finish it, or clear it away, between our listing it and our looking at it.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (isUnfinished(part, file)) {
                    return CONTINUE;
                }
                throw failed;
            }
        });
        Collections.sort(files);
        return files;
    }

    // What is written aside has a dot before its name until it is whole.
    private static boolean isUnfinished(Path part, Path file) {
        return part.relativize(file).getName(0).toString().startsWith(".");
    }
}
