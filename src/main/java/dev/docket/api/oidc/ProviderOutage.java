package dev.docket.api.oidc;

import dev.docket.access.Refusals.Reason;
import dev.docket.api.access.Found;
import dev.docket.outage.Outage;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers that the provider could not be reached, so that requests do not queue for it: one in a second tries again.
 * Thread-safe.
 */
public final class ProviderOutage {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final String WORK = "verifying tokens and sessions";

    private final Outage outage;
    private final LongSupplier nanoTicker;
    private long lastTry;

    /**
     * @param outage says when it begins and when it is over
     * @param nanoTicker a nanosecond clock with any origin
     */
    public ProviderOutage(Outage outage, LongSupplier nanoTicker) {
        this.outage = outage;
        this.nanoTicker = nanoTicker;
    }

    /** Whether to ask; no in an outage, but for one in a second. */
    boolean mayTry() {
        return !outage.isOn() || isTime();
    }

    private synchronized boolean isTime() {
        long now = nanoTicker.getAsLong();
        if (now - lastTry < BETWEEN_TRIES.toNanos()) {
            return false;
        }
        lastTry = now;
        return true;
    }

    /** Notes what came of asking: to tell a bad token from a good one takes the provider's keys, too. */
    void note(Found found) {
        if (found instanceof Found.Refused refused && refused.reason() == Reason.CANNOT_CHECK) {
            synchronized (this) {
                lastTry = nanoTicker.getAsLong();
            }
            outage.failed(WORK, "it cannot be asked for its keys. Keys of this service are not concerned");
        } else {
            outage.worked(WORK);
        }
    }
}
