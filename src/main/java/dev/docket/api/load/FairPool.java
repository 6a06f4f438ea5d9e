package dev.docket.api.load;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads with a bounded queue, in which callers take turns. */
public final class FairPool {
    private final ThreadPoolExecutor threads;
    private final Turns<Runnable> turns = new Turns<>();
    private final WaitBound bound;

    /** @param longestQueue how much may wait, of all callers */
    public FairPool(String name, int threadCount, int longestQueue) {
        this(name, threadCount, WaitBound.fixed(longestQueue));
    }

    FairPool(String name, int threadCount, WaitBound bound) {
        this.bound = bound;
        threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whether work of a caller would be taken now. If not, it counts as refused. */
    public boolean hasRoom(String caller) {
        boolean hasRoom = turns.hasRoom(caller, places());
        if (!hasRoom) {
            bound.refused(System.nanoTime());
        }
        return hasRoom;
    }

    private int places() {
        long now = System.nanoTime();
        if (turns.isEmpty()) {
            bound.empty(now);
        }
        return bound.places(now);
    }

    /** Does the work for the current caller, or refuses it at once when the queue is full. */
    public <R> CompletionStage<R> call(Supplier<R> work) {
        return call(CurrentCaller.get(), work);
    }

    /** Does the work for a caller, or refuses it at once when the queue is full. */
    public <R> CompletionStage<R> call(String caller, Supplier<R> work) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        if (!turns.offer(caller, piece(answer, work), places())) {
            bound.refused(System.nanoTime());
            return CurrentRefusal.answer(Problems.busy("Too many requests are waiting already."))
                    .thenCompose(problem -> CompletableFuture.failedFuture(new RefusedException(problem)));
        }
        threads.execute(this::doNext);
        return answer;
    }

    /** Does what is left of work that was taken before: it is too late to refuse it. */
    public <R> CompletionStage<R> goOn(String caller, Supplier<R> work) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        turns.add(caller, piece(answer, work));
        threads.execute(this::doNext);
        return answer;
    }

    // Whose turn it is is found out when a thread is free.
    private void doNext() {
        Runnable next = turns.next();
        long began = System.nanoTime();
        next.run();
        bound.took(System.nanoTime() - began);
    }

    private static <R> Runnable piece(CompletableFuture<R> answer, Supplier<R> work) {
        Supplier<R> known = CurrentTrace.carrying(LogFields.carrying(work));
        return () -> complete(answer, known);
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
