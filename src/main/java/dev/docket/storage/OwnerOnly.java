package dev.docket.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files (0600) and folders (0700) that only their owner may use, whatever the umask. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /** Creates a folder with those above it that are missing. What is there keeps its permissions. */
    public static Path createFolders(Path folder) throws IOException {
        return Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    /** Creates an empty file unless there is one, which keeps its permissions. */
    @SuppressWarnings("EmptyCatch") // then it is there
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, permissions(file, "rw-------"));
        } catch (FileAlreadyExistsException there) {
        }
    }

    /** Opens a file, which is created for its owner if need be and the options say so. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions(file, "rw-------"));
    }

    /**
     * Takes an existing file or folder away from everybody but its owner. Follows no link.
     *
     * @return whether anybody else could use it before
     */
    public static boolean tighten(Path path) throws IOException {
        if (!isPosix(path) || Files.isSymbolicLink(path)) {
            return false;
        }
        var before = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        var after = EnumSet.copyOf(OWNER);
        after.retainAll(before);
        if (after.equals(before)) {
            return false;
        }
        Files.setPosixFilePermissions(path, after);
        return true;
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
