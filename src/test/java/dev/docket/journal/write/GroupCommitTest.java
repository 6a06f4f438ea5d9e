package dev.docket.journal.write;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.JournalContract;
import dev.docket.journal.JournalLoad;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final SlowStore store = new SlowStore();
    private final GroupCommit commits = GroupCommit.over(store);

    @AfterEach
    void close() {
        store.commits.release(10_000);
        commits.close();
    }

    @Test
    void what_waits_is_written_in_one_batch_and_in_order() {
        var answers = appended(10);

        store.commits.release(2);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Written.New.class));
        assertThat(store.batches).hasSizeLessThanOrEqualTo(2);
        assertThat(answers.stream().map(answer -> answer.join().position().sequence()))
                .isSorted();
    }

    @Test
    void no_answer_comes_before_the_commit() {
        var answer = commits.append(anEntry("one"));
        store.awaitAttempt();

        assertThat(answer).isNotDone();
        store.commits.release();
        assertThat(answer.join().position().sequence()).isEqualTo(1);
    }

    @Test
    void a_failed_commit_fails_its_whole_batch_and_the_next_one_is_written() {
        var first = commits.append(anEntry("first"));
        store.awaitAttempt();
        var batch = appended(5);
        store.commits.release();
        first.join();
        store.failures.release();
        store.commits.release();

        assertThat(batch).allSatisfy(JournalContract::assertUnavailable);
        store.commits.release();
        assertThat(commits.append(anEntry("next")).join().position().sequence()).isEqualTo(2);
    }

    @Test
    void a_defect_in_the_store_leaves_nobody_waiting() {
        store.commits.release(2);
        store.defects.release();

        assertThatThrownBy(commits.append(anEntry("unlucky"))::join).hasCauseInstanceOf(ArithmeticException.class);
        assertThat(commits.append(anEntry("lucky")).join()).isInstanceOf(Written.New.class);
    }

    @Test
    void a_full_line_refuses_at_once_with_advice_and_what_was_accepted_is_written() {
        var first = commits.append(anEntry("being-written"));
        store.awaitAttempt();
        var accepted = appended(Backlog.MAX_WAITING);

        assertThatThrownBy(commits.append(anEntry("one-too-many"))::join)
                .cause()
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("4096 records", "in a moment");

        store.commits.release(10_000);
        assertThat(first.join()).isInstanceOf(Written.New.class);
        assertThat(accepted).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Written.New.class));
        assertThat(store.batches).allMatch(size -> size <= Backlog.MAX_BATCH);
    }

    @Test
    void the_load_says_what_waits_since_when_and_what_was_written() throws InterruptedException {
        assertThat(commits.load()).isEqualTo(JournalLoad.NONE);
        var first = commits.append(anEntry("being-written"));
        store.awaitAttempt();
        var others = appended(4);
        Thread.sleep(30);

        JournalLoad hanging = commits.load();
        assertThat(hanging.waiting()).isEqualTo(5);
        assertThat(hanging.lag()).isBetween(Duration.ofMillis(30), Duration.ofMinutes(1));
        assertThat(hanging.batches()).isZero();

        store.failures.release();
        store.commits.release(2);
        JournalContract.assertUnavailable(first);
        others.forEach(CompletableFuture::join);
        // Whoever comes now is refused by nobody, and the writer is back for more.
        store.commits.release();
        commits.append(anEntry("last")).join();
        while (commits.load().waiting() > 0) {
            Thread.onSpinWait();
        }
        JournalLoad idle = commits.load();
        assertThat(idle.batches()).isEqualTo(2);
        assertThat(idle.records()).isEqualTo(5);
        assertThat(idle.lag()).isZero();
        assertThat(idle.writing()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void large_records_fill_the_line_by_their_bytes() {
        commits.append(anEntry("being-written")).isDone();
        store.awaitAttempt();
        var answers = IntStream.range(0, 40)
                .mapToObj(i -> commits.append(anEntry("large-" + i, 1 << 20)))
                .toList();

        assertThat(answers)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .hasSize(9);
    }

    private List<CompletableFuture<Written>> appended(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(i -> commits.append(anEntry("entry-" + i)))
                .toList();
    }

    /** Commits when it is allowed to. */
    private static final class SlowStore implements BatchStore {
        final Semaphore commits = new Semaphore(0);
        final Semaphore failures = new Semaphore(0);
        final Semaphore defects = new Semaphore(0);
        final List<Integer> batches = new ArrayList<>();
        private final Semaphore attempts = new Semaphore(0);
        private long sequence;

        void awaitAttempt() {
            attempts.acquireUninterruptibly();
        }

        @Override
        public List<Written> write(List<Entry> entries) {
            attempts.release();
            commits.acquireUninterruptibly();
            if (failures.tryAcquire()) {
                throw new JournalUnavailableException("The disk is on fire.");
            }
            if (defects.tryAcquire()) {
                throw new ArithmeticException("a defect");
            }
            batches.add(entries.size());
            return entries.stream().map(this::written).toList();
        }

        @Override
        public void check() {}

        @Override
        public void keep(Log.StoredCheckpoint checkpoint) {}

        @Override
        public void close() {}

        private Written written(Entry entry) {
            sequence++;
            return new Written.New(new Recorded<>(entry, RecordHeader.position(entry, "stream", sequence, Hash.ZERO)));
        }
    }
}
