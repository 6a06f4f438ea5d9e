package dev.docket.console.shell;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** People wait for a page, and not for ever: after eight seconds they read why there is none. */
public final class Patience {
    /** Shorter than the store takes to give up: a slow search and a store that is away are not the same. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Patience() {}

    /** The page, or a page that says that it takes too long. Whatever makes it goes on, and nobody waits for it. */
    public static CompletionStage<Response> with(CompletionStage<Response> page) {
        return page.toCompletableFuture()
                .copy()
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .exceptionallyComposeAsync(failure -> CompletableFuture.failedStage(
                        cause(failure) instanceof TimeoutException
                                ? new RefusedException(
                                        Problems.busy(Texts.of("too_slow", Words.number(LONGEST.toSeconds()))))
                                : failure));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
