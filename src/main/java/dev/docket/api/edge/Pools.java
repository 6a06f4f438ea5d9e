package dev.docket.api.edge;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that work off the event loop. Each kind of work has its own, with a bounded queue, so that none can take the
 * threads of another; streams run on the framework's threads, of which {@link Admission} lets them have only some.
 */
@Singleton
public class Pools {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int LONGEST_QUEUE = 2048;

    private final Pool deciding = new Pool("docket-decide", 2 * PROCESSORS, LONGEST_QUEUE);
    private final Pool reading = new Pool("docket-read", Math.max(2, PROCESSORS), LONGEST_QUEUE / 8);
    private final Pool watching = new Pool("docket-watch", 2, LONGEST_QUEUE / 32);

    /** Does not wait for the disk: the journal completes the answer. */
    public Pool deciding() {
        return deciding;
    }

    /** Waits for the journal. */
    public Pool reading() {
        return reading;
    }

    /** Answers whether the service works, above all when everything else is busy. */
    public Pool watching() {
        return watching;
    }

    @PreDestroy
    void stop() {
        List.of(deciding, reading, watching).forEach(pool -> pool.threads.shutdown());
    }

    /** Threads with a bounded queue. */
    public static final class Pool {
        private final ThreadPoolExecutor threads;

        private Pool(String name, int threadCount, int longestQueue) {
            threads = new ThreadPoolExecutor(
                    threadCount,
                    threadCount,
                    1,
                    TimeUnit.MINUTES,
                    new ArrayBlockingQueue<>(longestQueue),
                    Thread.ofPlatform().daemon().name(name + "-", 0).factory());
            threads.allowCoreThreadTimeOut(true);
        }

        /** Does the work, or refuses it at once when the queue is full. */
        public <R> CompletionStage<R> call(Supplier<R> work) {
            try {
                return CompletableFuture.supplyAsync(work, threads);
            } catch (RejectedExecutionException full) {
                return CompletableFuture.failedFuture(
                        new RefusedException(Problems.busy("Too many requests are waiting already.")));
            }
        }
    }
}
