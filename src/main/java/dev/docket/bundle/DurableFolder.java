package dev.docket.bundle;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a bundle atomically: its folder exists complete or not at all, even if the machine fails in between. */
public final class DurableFolder {
    private DurableFolder() {}

    /** Writes a bundle with manifest and any signature to a new folder. */
    public static void write(Path target, BundleContent content) throws IOException {
        SortedMap<String, byte[]> files = content.files();
        if (content.signature() != null) {
            files.put(BundleFolder.SIGNATURE, content.signature().getBytes(StandardCharsets.UTF_8));
        }
        Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a bundle is no root");
        Files.createDirectories(parent, ownerOnly(parent, "rwx------"));
        Path aside = parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            for (var file : files.entrySet()) {
                Path path = aside.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()), ownerOnly(parent, "rwx------"));
                force(path, file.getValue());
            }
            try (Stream<Path> folders = Files.walk(aside)) {
                for (Path folder : folders.filter(Files::isDirectory).toList()) {
                    forceFolder(folder);
                }
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(parent);
        } finally {
            remove(aside);
        }
    }

    /** Writes or replaces one file atomically. */
    public static void write(Path target, byte[] bytes) throws IOException {
        Path aside = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            force(aside, bytes);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void force(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly(file, "rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Policies, prices and limits concern nobody else on the machine. */
    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void forceFolder(Path folder) throws IOException {
        if (!isPosix(folder)) {
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
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
