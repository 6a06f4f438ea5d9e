package dev.docket.api.load;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Threads with a bounded queue, in which callers take turns. */
public final class FairPool {
    private final ThreadPoolExecutor threads;
    private final Turns<Runnable> turns = new Turns<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int longestQueue;

    /** @param longestQueue how much may wait, of all callers */
    public FairPool(String name, int threadCount, int longestQueue) {
        this.longestQueue = longestQueue;
        threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does the work for the current caller, or refuses it at once when the queue is full. */
    public <R> CompletionStage<R> call(Supplier<R> work) {
        return call(CurrentCaller.get(), work);
    }

    /** Does the work for a caller, or refuses it at once when the queue is full. */
    public <R> CompletionStage<R> call(String caller, Supplier<R> work) {
        if (waiting.incrementAndGet() > longestQueue) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new RefusedException(Problems.busy("Too many requests are waiting already.")));
        }
        CompletableFuture<R> answer = new CompletableFuture<>();
        Supplier<R> known = LogFields.carrying(work);
        turns.add(caller, () -> complete(answer, known));
        // Whose turn it is is found out when a thread is free.
        threads.execute(() -> {
            waiting.decrementAndGet();
            turns.next().run();
        });
        return answer;
    }

    // A defect must reach whoever waits for the answer, whatever it is.
    private static <R> void complete(CompletableFuture<R> answer, Supplier<R> work) {
        try {
            answer.complete(work.get());
        } catch (RuntimeException | Error defect) {
            answer.completeExceptionally(defect);
        }
    }

    /** Takes no more work; what waits is still done. */
    public void stop() {
        threads.shutdown();
    }
}
