package dev.docket.journal.write;

import dev.docket.journal.JournalLoad;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.record.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Collects entries from many threads into batches that share one durable flush. */
public final class GroupCommit implements AutoCloseable {
    private final BatchStore store;
    private final Backlog backlog = new Backlog();
    private final LongAdder batches = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder writingNanos = new LongAdder();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("docket-journal").factory());

    // Callers' continuations run here, not on the writer, so they cannot delay the next batch.
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

    private GroupCommit(BatchStore store) {
        this.store = store;
    }

    /** @param store used by the new group commit's writer thread only, and closed with it */
    public static GroupCommit over(BatchStore store) {
        var commits = new GroupCommit(store);
        commits.writer.execute(commits::writeUntilClosed);
        return commits;
    }

    /** Completes when the entry is durable, or was refused. */
    public CompletableFuture<Written> append(Entry entry) {
        var answer = new CompletableFuture<Written>();
        return waitingFor(answer, new Pending.Append(entry, answer));
    }

    public CompletableFuture<Void> keep(Log.StoredCheckpoint checkpoint) {
        var answer = new CompletableFuture<Void>();
        return waitingFor(answer, new Pending.Keep(checkpoint, answer));
    }

    public CompletableFuture<Void> check() {
        var answer = new CompletableFuture<Void>();
        return waitingFor(answer, new Pending.Check(answer));
    }

    /** How busy it is. */
    public JournalLoad load() {
        Backlog.Depth depth = backlog.depth();
        return new JournalLoad(
                batches.sum(), records.sum(), Duration.ofNanos(writingNanos.sum()), depth.waiting(), depth.lag(), 0);
    }

    @Override
    public void close() {
        backlog.close();
        writer.close();
        answers.close();
        store.close();
    }

    private <T> CompletableFuture<T> waitingFor(CompletableFuture<T> answer, Pending pending) {
        try {
            backlog.add(pending);
            return answer;
        } catch (JournalUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void writeUntilClosed() {
        for (var batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
            var appends = only(Pending.Append.class, batch);
            var checks = only(Pending.Check.class, batch);
            if (!appends.isEmpty()) {
                answers.execute(written(appends));
            }
            if (!checks.isEmpty()) {
                answers.execute(done(checks, store::check));
            }
            // After the records it covers.
            for (var keep : only(Pending.Keep.class, batch)) {
                answers.execute(done(List.of(keep), () -> store.keep(keep.checkpoint())));
            }
        }
    }

    // Whatever goes wrong in the store, even a defect: nobody waits for ever, and the writer continues.
    private Runnable written(List<Pending.Append> appends) {
        long began = System.nanoTime();
        try {
            var outcomes =
                    store.write(appends.stream().map(Pending.Append::entry).toList());
            batches.increment();
            records.add(outcomes.stream().filter(Written.New.class::isInstance).count());
            return () -> answer(appends, outcomes);
        } catch (RuntimeException | Error e) {
            return () -> fail(appends, e);
        } finally {
            writingNanos.add(System.nanoTime() - began);
        }
    }

    // One run serves all waiting callers.
    private static Runnable done(List<? extends Pending> waiting, Runnable work) {
        try {
            work.run();
            return () -> waiting.forEach(one -> one.answer().complete(null));
        } catch (RuntimeException | Error e) {
            return () -> fail(waiting, e);
        }
    }

    private static void answer(List<Pending.Append> appends, List<Written> outcomes) {
        for (int i = 0; i < appends.size(); i++) {
            appends.get(i).answer().complete(outcomes.get(i));
        }
    }

    private static void fail(List<? extends Pending> batch, Throwable cause) {
        batch.forEach(pending -> pending.answer().completeExceptionally(cause));
    }

    private static <T extends Pending> List<T> only(Class<T> kind, List<Pending> batch) {
        return batch.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
