package dev.docket.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Writes files and folders for their owner, whole or not at all: what is there once a method returns survives a crash, and
 * nobody ever sees half of it.
 */
public final class DurableFiles {
    private DurableFiles() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file, or replaces it. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /** Writes a file that may be too large for memory, or replaces it. */
    public static void write(Path file, Content content) throws IOException {
        Path aside = aside(file);
        try {
            force(aside, content);
            Files.move(aside, file, ATOMIC_MOVE, REPLACE_EXISTING);
            forceFolder(parent(file));
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Writes the content of a folder: with {@link #create}, or durably in its own way. */
    @FunctionalInterface
    public interface FolderContent {
        void writeTo(Path folder) throws IOException;
    }

    /** Writes a new file in a folder that {@link #writeFolder} makes durable. Folders above it are made. */
    public static void create(Path file, Content content) throws IOException {
        OwnerOnly.createFolders(parent(file));
        force(file, content);
    }

    /**
     * Writes a new folder.
     *
     * @param files by path relative to it
     */
    public static void writeFolder(Path folder, SortedMap<String, byte[]> files) throws IOException {
        writeFolder(folder, aside -> {
            for (var file : files.entrySet()) {
                create(aside.resolve(file.getKey()), out -> out.write(file.getValue()));
            }
        });
    }

    /** Writes a new folder that may be too large for memory. An empty one may be in its place. */
    public static void writeFolder(Path folder, FolderContent content) throws IOException {
        OwnerOnly.createFolders(parent(folder));
        Path aside = aside(folder);
        try {
            content.writeTo(OwnerOnly.createFolders(aside));
            try (var folders = Files.walk(aside)) {
                for (Path one : folders.filter(Files::isDirectory).toList()) {
                    forceFolder(one);
                }
            }
            Files.move(aside, folder, ATOMIC_MOVE);
            forceFolder(parent(folder));
        } finally {
            remove(aside);
        }
    }

    private static Path aside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "the root is no file");
    }

    private static void force(Path file, Content content) throws IOException {
        try (FileChannel channel = OwnerOnly.open(file, CREATE_NEW, WRITE)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel)) {
                // Archives close what they are written to, but it still has to reach the disk.
                @Override
                public void close() throws IOException {
                    flush();
                }
            };
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        if (!OwnerOnly.isPosix(folder)) {
            return; // Windows cannot open a folder, and does not need to
        }
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
