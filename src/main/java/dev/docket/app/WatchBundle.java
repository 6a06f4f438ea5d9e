package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.Outages;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.FolderWatch;
import dev.docket.outage.Outage;
import dev.docket.service.bundle.ActivateBundle;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Activates the folders' content whenever it changes, if configured to. */
@Singleton
public class WatchBundle {
    private static final Logger LOG = Logger.getLogger(WatchBundle.class);

    private final Supplier<BundleFolder> folder;
    private final ActivateBundle activation;
    private final boolean isWanted;
    private final Duration quiet;
    private final Outage outage;
    private volatile @Nullable FolderWatch watch;

    WatchBundle(Supplier<BundleFolder> folder, ActivateBundle activation, Outages outages, Settings settings) {
        this.folder = folder;
        this.activation = activation;
        outage = outages.of(Outages.Of.BUNDLE_WATCH, LOG);
        this.isWanted = settings.bundle().watch();
        this.quiet = Duration.ofMillis(settings.bundle().watchQuietMillis());
    }

    void start() throws IOException {
        if (isWanted) {
            BundleFolder source = folder.get();
            // The root, if there is one, has the signature.
            List<Path> watched = source.root() == null
                    ? Stream.of(source.rules(), source.models())
                            .filter(Objects::nonNull)
                            .toList()
                    : List.of(source.root());
            watch = FolderWatch.start(watched, quiet, activation::activate, outage);
        }
    }

    /** How the watch is doing, if there is one. */
    Optional<FolderWatch.State> state() {
        return Optional.ofNullable(watch).map(FolderWatch::state);
    }

    void stop() throws IOException {
        FolderWatch open = watch;
        if (open != null) {
            open.close();
        }
    }
}
