package dev.docket.journal.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.storage.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One process's exclusive right to write a folder's journal. The operating system releases it when the process dies. */
public final class JournalLock implements AutoCloseable {
    private static final String FILE = "journal.lock";

    // POSIX drops all of a process's locks on a file once it closes any channel to it. A second attempt from this
    // process must be refused before it touches the file, or it would release the first one's lock.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private JournalLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder, creating the folder if missing.
     *
     * @throws JournalUnavailableException if the lock is taken or the folder cannot be written
     */
    public static JournalLock takeIn(Path dataDir) {
        try {
            return take(OwnerOnly.createFolders(dataDir).toRealPath());
        } catch (IOException e) {
            throw new JournalUnavailableException("""
                    Cannot use the journal folder %s: %s.
                    Choose a writable folder with --data.""".formatted(dataDir, e), e);
        }
    }

    /** Whether a process, this one included, holds the lock of a folder. @throws JournalUnavailableException if that cannot be found out */
    public static boolean isHeldIn(Path dataDir) {
        try {
            Path folder = dataDir.toRealPath();
            if (HELD_HERE.contains(folder)) {
                return true;
            }
            try (var channel = FileChannel.open(folder.resolve(FILE), READ, WRITE)) {
                return channel.tryLock() == null;
            }
        } catch (NoSuchFileException neverUsed) {
            return false;
        } catch (IOException e) {
            throw new JournalUnavailableException(
                    "Whether the journal in %s is in use cannot be found out: %s.".formatted(dataDir, e), e);
        }
    }

    /** The folder, as {@link Path#toRealPath} gives it. */
    public Path folder() {
        return folder;
    }

    /**
     * @param folder an existing folder, as {@link Path#toRealPath} gives it
     * @throws JournalUnavailableException if the lock is taken or its file cannot be written
     */
    static JournalLock take(Path folder) {
        if (!HELD_HERE.add(folder)) {
            throw taken(folder, "this process");
        }
        try {
            return new JournalLock(folder, lockedChannel(folder));
        } catch (IOException e) {
            HELD_HERE.remove(folder);
            throw new JournalUnavailableException("""
                    Cannot write in the journal folder %s: %s.
                    Give the service's user write permission there, or choose another folder with --data.""".formatted(folder, e), e);
        } catch (JournalUnavailableException e) {
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path folder) throws IOException {
        var channel = OwnerOnly.open(folder.resolve(FILE), CREATE, READ, WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(folder, "process " + text(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
            return channel;
        } catch (IOException | JournalUnavailableException e) {
            channel.close();
            throw e;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return UTF_8.decode(bytes.flip()).toString();
    }

    private static JournalUnavailableException taken(Path folder, String owner) {
        return new JournalUnavailableException("""
                The journal in %s is in use by %s. Two writers would break its sequence.
                Stop the other service, or choose another folder with --data.""".formatted(folder, owner));
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return; // another process may own the folder by now
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalUnavailableException(
                    "The lock of the journal in %s was not released.".formatted(folder), e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
