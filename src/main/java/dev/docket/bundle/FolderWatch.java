package dev.docket.bundle;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
 * Says when something in some folders, or in folders below them, has changed and then stayed as it is for a while: an
 * editor writes a file in several steps, and a checkout writes many.
 */
public final class FolderWatch implements AutoCloseable {
    // How soon a folder that was away, as during a checkout, is looked for again.
    private static final long LOOK_AGAIN_MILLIS = 1000;

    private final WatchService watcher = FileSystems.getDefault().newWatchService();
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final List<Path> folders;
    private final Duration quiet;
    private final Runnable changed;

    private FolderWatch(List<Path> folders, Duration quiet, Runnable changed) throws IOException {
        this.folders = List.copyOf(folders);
        this.quiet = quiet;
        this.changed = changed;
    }

    /**
     * Starts to watch.
     *
     * @param quiet how long nothing must change
     * @param changed called on the watching thread, once in the beginning and then after each change; must not throw
     */
    public static FolderWatch start(List<Path> folders, Duration quiet, Runnable changed) throws IOException {
        FolderWatch watch = new FolderWatch(folders, quiet, changed);
        watch.register();
        Thread.ofPlatform().name("docket-watch").daemon().start(watch::run);
        return watch;
    }

    private void run() {
        try {
            changed.run();
            while (true) {
                boolean isChanged = take(watcher.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
                // What was written into a folder before it was watched is a change, too.
                isChanged |= register();
                if (isChanged) {
                    settle();
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            // That is the end of it.
        } catch (IOException unwatchable) {
            throw new UncheckedIOException("the folders %s cannot be watched any more".formatted(folders), unwatchable);
        }
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

    /** Watches every folder that is there and not watched yet. @return whether there was one */
    private boolean register() throws IOException {
        keys.values().removeIf(key -> !key.isValid());
        boolean isNew = false;
        for (Path root : folders) {
            for (Path folder : below(root)) {
                if (!keys.containsKey(folder)) {
                    keys.put(folder, folder.register(watcher, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
                    isNew = true;
                }
            }
        }
        return isNew;
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException | UncheckedIOException away) {
            return List.of(); // it comes and goes while it is written anew
        }
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
