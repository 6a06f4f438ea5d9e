package dev.docket.console.shell;

import dev.docket.api.load.FairPool;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.service.TooSlowException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** People wait for a page, and not for ever: after eight seconds they read why there is none. */
public final class Patience {
    /** Shorter than a search, and a store, take to give up: nobody waits for what does not come. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Patience() {}

    /** The page, or a page that says that it takes too long. What it reads then is ended a little later. */
    public static CompletionStage<Response> with(FairPool reading, Supplier<Response> page) {
        return reading.call(() -> TooSlowException.reading(page))
                .toCompletableFuture()
                .copy()
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .exceptionallyComposeAsync(failure -> CompletableFuture.failedStage(
                        cause(failure) instanceof TimeoutException
                                ? new RefusedException(Problems.tooSlow(LONGEST))
                                : failure));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
