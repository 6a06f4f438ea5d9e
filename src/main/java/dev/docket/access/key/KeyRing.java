package dev.docket.access.key;

import dev.docket.access.Caller;
import dev.docket.outage.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says of a key whether it is good now. It has a copy of all keys, which it reads again twice a second; a copy that is older
 * than the bound lets nobody in. So a revoked key is refused everywhere once the bound has passed, also by a node that cannot
 * reach the store. Thread-safe.
 */
public final class KeyRing implements AutoCloseable {
    /** How old a copy may be unless an operator says otherwise. */
    public static final Duration BOUND = Duration.ofSeconds(2);

    private static final String READING = "reading";
    private static final String NOTING = "noting last uses";

    private static final Duration BETWEEN_READS = Duration.ofMillis(500);
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final KeyStore store;
    private final InstantSource clock;
    private final LongSupplier nanoTicker;
    private final Duration bound;
    private final Outage outage;
    private final Map<String, Instant> lastUses = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable CompletableFuture<Void>> reading = new AtomicReference<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-keys").factory());

    private volatile Copy copy = new Copy(Map.of(), Optional.empty());

    /** @param readAt when reading began, by the ticker; nothing before the first time */
    private record Copy(Map<String, StoredKey> byId, Optional<Long> readAt) {}

    /** What is to be said of a key. */
    public sealed interface Verdict {
        /** It is good. */
        record Good(Caller.KeyHolder holder) implements Verdict {}

        /** There is no such key, or it has been revoked: whoever has it learns no more. */
        record Unknown() implements Verdict {}

        /** It was good until a time. */
        record Expired(Instant at) implements Verdict {}

        /** It cannot be said now. */
        record Unsure() implements Verdict {}
    }

    /**
     * @param bound how old the copy may be
     * @param outage of the store, which this is while it cannot be read or written
     * @param nanoTicker a nanosecond clock with any origin
     */
    public KeyRing(KeyStore store, InstantSource clock, LongSupplier nanoTicker, Duration bound, Outage outage) {
        this.store = store;
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        this.bound = bound;
        this.outage = outage;
    }

    /** Begins to keep the copy fresh. */
    @SuppressWarnings("FutureReturnValueIgnored") // they never end by themselves
    public void start() {
        thread.scheduleWithFixedDelay(this::read, 0, BETWEEN_READS.toMillis(), TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(
                this::note, BETWEEN_NOTES.toSeconds(), BETWEEN_NOTES.toSeconds(), TimeUnit.SECONDS);
    }

    /** Says it at once if the copy is fresh; otherwise the keys are read first, for at most the usual bound. */
    public CompletionStage<Verdict> check(ApiKey key) {
        if (isFresh(copy)) {
            return CompletableFuture.completedFuture(of(key));
        }
        return readSoon()
                .copy()
                .completeOnTimeout(null, BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(read -> of(key));
    }

    /** Whether good keys can be distinguished from bad ones. */
    public boolean isSure() {
        return isFresh(copy);
    }

    private Verdict of(ApiKey key) {
        Copy now = copy;
        if (!isFresh(now)) {
            return new Verdict.Unsure();
        }
        StoredKey stored = now.byId().get(key.id());
        if (stored == null || !stored.is(key) || stored.revokedAt().isPresent()) {
            return new Verdict.Unknown();
        }
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!stored.isGoodAt(time)) {
            return new Verdict.Expired(stored.expiresAt());
        }
        lastUses.put(stored.id(), time);
        return new Verdict.Good(new Caller.KeyHolder(stored.name(), stored.id(), stored.roles()));
    }

    private boolean isFresh(Copy read) {
        return read.readAt()
                .filter(at -> nanoTicker.getAsLong() - at <= bound.toNanos())
                .isPresent();
    }

    /** One reading for all who wait. */
    private CompletableFuture<Void> readSoon() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = reading.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        try {
            thread.execute(() -> {
                reading.set(null);
                read();
                mine.complete(null);
            });
        } catch (RejectedExecutionException closed) {
            reading.set(null);
            mine.complete(null);
        }
        return mine;
    }

    // Catches everything: an exception would end the schedule, and with it every check after the bound.
    private void read() {
        long began = nanoTicker.getAsLong();
        try {
            copy = new Copy(
                    store.read().stream().collect(Collectors.toUnmodifiableMap(StoredKey::id, key -> key)),
                    Optional.of(began));
            outage.worked(READING);
        } catch (RuntimeException failed) {
            outage.failed(READING, "callers with a key are refused until it works. " + because(failed));
        }
    }

    // A defect's message may quote a key.
    private static String because(RuntimeException failed) {
        return failed instanceof KeysUnavailableException known
                ? String.valueOf(known.getMessage())
                : failed.getClass().getSimpleName();
    }

    // What could not be noted is noted with the next ones; the keys matter more than when they were used.
    private void note() {
        Map<String, Instant> noted = new HashMap<>();
        lastUses.forEach((id, at) -> noted.put(id, at));
        if (noted.isEmpty()) {
            return;
        }
        try {
            store.used(noted);
            noted.forEach(lastUses::remove);
            outage.worked(NOTING);
        } catch (RuntimeException failed) {
            outage.failed(NOTING, because(failed));
        }
    }

    /** Stops reading; the last uses are noted. */
    @Override
    public void close() {
        thread.shutdown();
        note();
    }
}
