package dev.docket.bundle;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.docket.outage.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports when something in a set of folder trees has changed and then stayed the same for a while: an editor writes a
 * file in several steps, and a checkout writes many.
 */
public final class FolderWatch implements AutoCloseable {
    private static final String WATCHING = "watching";

    // How soon to look again for a folder that was gone, as during a checkout.
    private static final long LOOK_AGAIN_MILLIS = 1000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final WatchService watcher = FileSystems.getDefault().newWatchService();
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final List<Path> folders;
    private final Duration quiet;
    private final Runnable changed;
    private final Outage outage;
    private volatile State state = new State(true, null, 0);
    private long pauseMillis = LOOK_AGAIN_MILLIS;

    /**
     * How the watch is doing.
     *
     * @param isAlive whether it will notice a change; false once it was closed
     * @param lastFailure what the last failure was, until a look succeeds again
     * @param restarts how often it began again after a failure
     */
    public record State(boolean isAlive, @Nullable Throwable lastFailure, int restarts) {}

    private FolderWatch(List<Path> folders, Duration quiet, Runnable changed, Outage outage) throws IOException {
        this.folders = List.copyOf(folders);
        this.quiet = quiet;
        this.changed = changed;
        this.outage = outage;
    }

    /**
     * Starts to watch.
     *
     * @param quiet how long nothing may change before {@code changed} is called
     * @param changed called on the watching thread, once at the start and then after each change
     * @param outage of the watch, which this is while the watching thread fails; it begins again after a second, and after up
     *     to a minute if it fails again and again
     */
    public static FolderWatch start(List<Path> folders, Duration quiet, Runnable changed, Outage outage)
            throws IOException {
        FolderWatch watch = new FolderWatch(folders, quiet, changed, outage);
        watch.register();
        Thread.ofPlatform().name("docket-watch").daemon().start(watch::run);
        return watch;
    }

    /** How it is doing. */
    public State state() {
        return state;
    }

    private void run() {
        try {
            watch();
        } finally {
            state = new State(false, state.lastFailure(), state.restarts());
        }
    }

    private void watch() {
        boolean isChanged = true;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (isChanged) {
                    isChanged = false;
                    changed.run();
                }
                isChanged = awaitChange();
                recovered();
            } catch (ClosedWatchServiceException | InterruptedException closed) {
                return;
            } catch (IOException | RuntimeException | Error broken) {
                // A folder that vanishes while it is looked at must not end the watch for good, nor a file that is too
                // much.
                state = new State(true, broken, state.restarts() + 1);
                outage.failed(WATCHING, broken);
                isChanged = pause();
            }
        }
    }

    private boolean awaitChange() throws InterruptedException, IOException {
        boolean isChanged = take(watcher.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        // Files written into a folder before it was watched count as a change.
        isChanged |= register();
        if (isChanged) {
            settle();
        }
        return isChanged;
    }

    private void recovered() {
        pauseMillis = LOOK_AGAIN_MILLIS;
        if (state.lastFailure() != null) {
            state = new State(true, null, state.restarts());
            outage.worked(WATCHING);
        }
    }

    /** Waits before the next attempt, which then takes everything as changed. */
    private boolean pause() {
        try {
            Thread.sleep(pauseMillis);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void settle() throws InterruptedException, IOException {
        while (take(watcher.poll(quiet.toMillis(), TimeUnit.MILLISECONDS))) {
            register();
        }
    }

    private static boolean take(@Nullable WatchKey key) {
        if (key == null) {
            return false;
        }
        key.pollEvents();
        key.reset();
        return true;
    }

    /** Watches every existing folder that is not watched yet. @return whether there was one */
    private boolean register() throws IOException {
        keys.values().removeIf(key -> !key.isValid());
        boolean isNew = false;
        for (Path root : folders) {
            for (Path folder : below(root)) {
                if (!keys.containsKey(folder)) {
                    isNew |= register(folder);
                }
            }
        }
        return isNew;
    }

    private boolean register(Path folder) throws IOException {
        try {
            keys.put(folder, folder.register(watcher, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
            return true;
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return false; // deleted since it was listed
        }
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException | UncheckedIOException away) {
            return List.of(); // it disappears briefly while it is rewritten
        }
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
