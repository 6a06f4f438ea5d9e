package dev.docket.app;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.FolderWatch;
import dev.docket.service.bundle.ActivateBundle;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Activates the folders' content whenever it changes, if configured to. */
@Singleton
public class WatchBundle {
    private static final Logger LOG = Logger.getLogger(WatchBundle.class.getName());

    private final Supplier<BundleFolder> folder;
    private final ActivateBundle activation;
    private final boolean isWanted;
    private final Duration quiet;
    private @Nullable FolderWatch watch;

    WatchBundle(
            Supplier<BundleFolder> folder,
            ActivateBundle activation,
            @ConfigProperty(name = "docket.bundle.watch") boolean isWanted,
            @ConfigProperty(name = "docket.bundle.watch-quiet-millis") int quietMillis) {
        this.folder = folder;
        this.activation = activation;
        this.isWanted = isWanted;
        this.quiet = Duration.ofMillis(quietMillis);
    }

    void start(@Observes StartupEvent started) throws IOException {
        if (isWanted) {
            BundleFolder source = folder.get();
            // The root, if there is one, has the signature.
            List<Path> watched = source.root() == null
                    ? Stream.of(source.rules(), source.models())
                            .filter(Objects::nonNull)
                            .toList()
                    : List.of(source.root());
            watch = FolderWatch.start(
                    watched,
                    quiet,
                    activation::activate,
                    broken -> LOG.log(Level.WARNING, "Watching the bundle failed; it is tried again.", broken));
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws IOException {
        if (watch != null) {
            watch.close();
        }
    }
}
