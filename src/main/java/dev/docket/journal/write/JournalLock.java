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
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right of one process to write the journal in a folder; the operating system takes it back when the process dies. */
public final class JournalLock implements AutoCloseable {
    private static final String FILE = "journal.lock";

    // POSIX drops every lock a process has on a file as soon as it closes any channel to it: a second attempt from this
    // process must be refused before it touches the file, or it would free the first one's lock.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private JournalLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder that is created if need be.
     *
     * @throws JournalUnavailableException if the lock is taken or the folder cannot be written
     */
    public static JournalLock takeIn(Path dataDir) {
        try {
            return take(OwnerOnly.createFolders(dataDir).toRealPath());
        } catch (IOException e) {
            throw new JournalUnavailableException("""
                    The folder for the journal, %s, cannot be used: %s.
                    Choose a folder that can be written with --data.""".formatted(dataDir, e), e);
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
                    The folder of the journal %s cannot be written: %s.
                    Give the user that runs docket write permission there, or choose another folder with --data.""".formatted(folder, e), e);
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
                The journal in %s is in use by %s; two writers would break its sequence.
                Stop the other docket, or choose another folder with --data.""".formatted(folder, owner));
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return; // the folder may by now be someone else's
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
