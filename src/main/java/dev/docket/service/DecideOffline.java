package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.TraceLevel;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Decides as the service does, with the same bytes for the same order ({@code decidedAt} apart); records nothing. */
public final class DecideOffline {
    private final Bundle bundle;
    private final InstantSource clock;

    public DecideOffline(Bundle bundle, InstantSource clock) {
        this.bundle = bundle;
        this.clock = clock;
    }

    /** The answer without a record. */
    public byte[] decide(Request request, TraceLevel level) {
        return Answer.of(
                        request.snapshot(),
                        request.digest(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        bundle,
                        level)
                .json();
    }
}
