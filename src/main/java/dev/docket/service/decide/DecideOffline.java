package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.RequestDigest;
import dev.docket.service.Request;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Decides like the service, with the same bytes except for {@code decidedAt}. Records nothing. */
public final class DecideOffline {
    private final Bundle bundle;
    private final InstantSource clock;

    public DecideOffline(Bundle bundle, InstantSource clock) {
        this.bundle = bundle;
        this.clock = clock;
    }

    /** The answer without a record block. */
    public byte[] decide(Request request, TraceLevel level) {
        return Answer.of(
                        request.snapshot(),
                        RequestDigest.of(request.digest()),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        bundle,
                        level)
                .json();
    }
}
