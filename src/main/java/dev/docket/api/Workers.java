package dev.docket.api;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Takes work off the event loop, which must stay free: one slow order would stall every connection. */
@Singleton
public class Workers {
    private final ExecutorService threads;

    Workers(ExecutorService threads) {
        this.threads = threads;
    }

    <R> CompletionStage<R> call(Supplier<R> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }
}
