package dev.docket.app;

import dev.docket.api.health.Starting;
import dev.docket.cli.Preparation;
import dev.docket.service.CheckReadiness;
import dev.docket.service.publish.PublishFeed;
import dev.docket.service.webhook.SendWebhooks;
import dev.docket.stream.ConsumeStream;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * From the open port to the last signature. What takes long is made after the port is open, so that health answers from the
 * first moment; nothing that comes before may ask for it.
 */
@Singleton
public class Life implements Preparation {
    private final Starting starting;
    private final Instance<Parts> parts;
    private volatile @Nullable Parts running;

    /** What is made late. */
    @Singleton
    static class Parts {
        private final CheckReadiness readiness;
        private final BundleWiring bundles;
        private final WarmUp warmUp;
        private final WatchBundle watch;
        private final SignCheckpoints signing;
        private final RenewSnapshots renewals;
        private final FollowChanges changes;
        private final KeepRetention retention;
        private final FollowShadow shadow;
        private final SendWebhooks webhooks;
        private final ConsumeStream stream;
        private final PublishFeed publishing;

        Parts(
                CheckReadiness readiness,
                BundleWiring bundles,
                WarmUp warmUp,
                WatchBundle watch,
                SignCheckpoints signing,
                RenewSnapshots renewals,
                FollowChanges changes,
                KeepRetention retention,
                FollowShadow shadow,
                SendWebhooks webhooks,
                ConsumeStream stream,
                PublishFeed publishing) {
            this.readiness = readiness;
            this.bundles = bundles;
            this.warmUp = warmUp;
            this.watch = watch;
            this.signing = signing;
            this.renewals = renewals;
            this.changes = changes;
            this.retention = retention;
            this.shadow = shadow;
            this.webhooks = webhooks;
            this.stream = stream;
            this.publishing = publishing;
        }
    }

    Life(Starting starting, Instance<Parts> parts) {
        this.starting = starting;
        this.parts = parts;
    }

    /** Tests ask at once, and have no {@code serve} that waits. */
    void prepareForTests(@Observes StartupEvent opening) throws IOException {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            prepare();
        }
    }

    @Override
    public CheckReadiness prepare() throws IOException {
        Parts made = parts.get();
        made.bundles.keepCompiled();
        running = made;
        made.watch.start();
        made.signing.start();
        made.renewals.start();
        made.changes.start();
        made.retention.start();
        made.shadow.start();
        made.webhooks.start();
        made.stream.start();
        made.publishing.start();
        starting.over();
        made.warmUp.start();
        return made.readiness;
    }

    void stop(@Observes ShutdownEvent stopping) throws IOException, InterruptedException {
        Parts made = running;
        if (made != null) {
            made.warmUp.stop();
            made.stream.stop();
            made.publishing.stop();
            made.webhooks.stop();
            made.shadow.stop();
            made.changes.stop();
            made.retention.stop();
            made.renewals.stop();
            made.watch.stop();
            made.signing.stop();
        }
    }
}
