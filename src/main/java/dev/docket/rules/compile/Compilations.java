package dev.docket.rules.compile;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleProblem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Compiles where a compiler that does not end can do no harm: each compilation on a daemon thread of its own, with a
 * deadline. Java cannot kill a thread, so one that misses its deadline is given up. Others compile all the same, unless two
 * hang: until one of those has ended, nothing else is compiled, so that a few processors at most are ever lost. Whoever waits
 * for a compilation stops waiting when the process ends.
 *
 * <p>The limits on rule text are what keeps compilations short; this is for what they overlook.
 */
final class Compilations {
    /** The shipped rules take seconds; so much longer is a compiler that does not end. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Each takes a processor from those who decide. */
    private static final int MOST_HANGING = 2;

    private static final Compilations SHARED = atShutdown(new Compilations(DEADLINE));

    private final Duration deadline;
    private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicLong givenUp = new AtomicLong();
    private volatile boolean isEnding;

    Compilations(Duration deadline) {
        this.deadline = deadline;
    }

    /** Those of this process. */
    static Compilations shared() {
        return SHARED;
    }

    static Compilations atShutdown(Compilations compilations) {
        Runtime.getRuntime().addShutdownHook(new Thread(compilations::end, "docket-compile-end"));
        return compilations;
    }

    /** Nobody waits any longer, and nothing new is compiled. */
    private void end() {
        isEnding = true;
        waiting.values().forEach(future -> future.completeExceptionally(new Ending()));
    }

    /** How many compilations were given up since the process started. */
    long givenUp() {
        return givenUp.get();
    }

    /**
     * Runs a compilation to its end or its deadline.
     *
     * @throws RuleException as the compilation does, when it takes too long, or while two earlier ones hang
     * @throws IllegalStateException when the process ends or the waiting thread is interrupted
     */
    @SuppressWarnings("CollectionUndefinedEquality") // a future is itself and no other
    <T extends AutoCloseable> T run(Supplier<T> compilation) {
        if (isEnding) {
            throw new Ending();
        }
        if (hanging.get() >= MOST_HANGING) {
            throw refused("rules are not compiled while two earlier compilations hang. Maybe restart the process?");
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Object key = new Object();
        waiting.put(key, result);
        try {
            Thread thread = start(compilation, result);
            return await(result, thread);
        } finally {
            waiting.remove(key);
        }
    }

    private <T extends AutoCloseable> Thread start(Supplier<T> compilation, CompletableFuture<T> result) {
        Thread thread = Thread.ofPlatform().daemon().name("docket-compile").unstarted(() -> {
            try {
                T compiled = compilation.get();
                if (!result.complete(compiled)) {
                    discard(compiled);
                }
            } catch (Throwable failure) { // also a full stack or heap: whoever waits must know
                result.completeExceptionally(failure);
            }
            if (result.isCancelled()) {
                hanging.decrementAndGet();
            }
        });
        // Drools looks for the classes of the order through the context class loader, which a worker thread lacks.
        thread.setContextClassLoader(Compilations.class.getClassLoader());
        thread.start();
        return thread;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever waited is interrupted
    private <T extends AutoCloseable> T await(CompletableFuture<T> result, Thread thread) {
        try {
            return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            if (!isGivenUp(result, thread)) {
                return await(result, thread);
            }
            throw refused(String.format(
                    Locale.ROOT,
                    "the rules do not compile within %,d seconds. Maybe make several rules of the one with the most or groups and calculations?",
                    deadline.toSeconds()));
        } catch (InterruptedException interrupted) {
            if (!isGivenUp(result, thread)) {
                var unused = result.thenAccept(Compilations::discard);
            }
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rules were compiled", interrupted);
        } catch (ExecutionException failed) {
            throw thrown(failed);
        }
    }

    /** Gives a compilation up, unless it has ended just now. */
    private boolean isGivenUp(CompletableFuture<?> result, Thread thread) {
        hanging.incrementAndGet();
        if (result.cancel(false)) {
            givenUp.incrementAndGet();
            thread.interrupt();
            return true;
        }
        hanging.decrementAndGet();
        return false;
    }

    /** Frees what nobody waits for any longer. */
    private static void discard(AutoCloseable compiled) {
        try {
            compiled.close();
        } catch (Exception unfreed) {
            throw new IllegalStateException(unfreed);
        }
    }

    private static RuntimeException thrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }

    private static RuleException refused(String because) {
        return new RuleException(List.of(new RuleProblem(".", 1, ErrorCode.LIMIT, because)));
    }

    /** The process ends, and does not wait for compilations. */
    private static final class Ending extends IllegalStateException {
        Ending() {
            super("the process ends; rules are no longer compiled");
        }
    }
}
