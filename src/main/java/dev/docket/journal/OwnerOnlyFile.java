package dev.docket.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner may read, whole or not at all. */
public final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    /** Writes a text, ASCII. */
    public static void write(Path target, String text) throws IOException {
        var half = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, ownerOnly(target));
        Files.writeString(half, text, US_ASCII, StandardOpenOption.WRITE);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path target) {
        return target.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
