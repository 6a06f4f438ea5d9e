package dev.docket.app.signal;

import dev.docket.api.edge.Drain;
import dev.docket.api.health.Starting;
import dev.docket.app.config.Settings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Stops the service on a signal: drained, the journal written and signed, exit code 0. A second signal ends the
 * waiting.
 */
@Singleton
public class StopOnSignal {
    private static final Logger LOG = Logger.getLogger(StopOnSignal.class);

    /** How long writing, signing and closing may take; a store that hangs must not keep the process. */
    private static final Duration TO_CLOSE = Duration.ofSeconds(15);

    /** What the virtual machine itself would end with. */
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private final Drain drain;
    private final Starting starting;
    private final Duration delay;
    private final Duration limit;
    private final AtomicBoolean isTold = new AtomicBoolean();

    StopOnSignal(Drain drain, Starting starting, Settings settings) {
        this.drain = drain;
        this.starting = starting;
        delay = Duration.ofSeconds(settings.stop().delaySeconds());
        limit = Duration.ofSeconds(settings.stop().limitSeconds());
    }

    void listen(@Observes StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Signals.on("TERM", () -> stop(delay));
            // From a keyboard: whoever pressed Ctrl-C waits for it, and no load balancer does.
            Signals.on("INT", () -> stop(Duration.ZERO));
        }
    }

    private void stop(Duration before) {
        if (starting.isOn()) {
            // Nothing was let in, and closing what is half made could wait for it. Files are written whole or not at
            // all.
            LOG.info("stopped while starting");
            Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
        }
        if (isTold.compareAndSet(false, true)) {
            leave(before);
        }
        exitInTime();
    }

    private void leave(Duration before) {
        LOG.infof("stopping: not ready any more, and in %d s no new connections", before.toSeconds());
        drain.announce();
        try {
            Thread.sleep(before);
            int cut = drain.finish(limit);
            if (cut > 0) {
                LOG.warnf("%d requests were still in progress after %d s and are cut off", cut, limit.toSeconds());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exitInTime() {
        Thread.ofPlatform().daemon().name("docket-last-resort").start(() -> {
            try {
                Thread.sleep(TO_CLOSE);
                LOG.errorf("the service did not close within %d s; it ends now", TO_CLOSE.toSeconds());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        Quarkus.asyncExit(0);
    }
}
