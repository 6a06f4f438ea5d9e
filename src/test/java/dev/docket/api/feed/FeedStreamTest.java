package dev.docket.api.feed;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.answer.Connection;
import dev.docket.api.load.FairPool;
import dev.docket.api.problem.AccessProblems;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.fixture.BreakableJournal;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.feed.FeedEvents;
import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One stream with a reader, and a clock that is moved by hand. */
@Timeout(60)
class FeedStreamTest {
    private final BreakableJournal journal = new BreakableJournal();
    private final FeedTail tail = new FeedTail(journal);
    private final FairPool threads = new FairPool("feed-test", 1, 10);
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private final AtomicReference<Optional<ProblemDetail>> refusal = new AtomicReference<>(Optional.empty());
    private final Taker taker = new Taker();
    private final FeedStream stream = new FeedStream(
            new FeedReader(
                    new ReadFeed(
                            journal,
                            new FeedEvents(new ReproduceAnswer(
                                    digest -> new Recalled.Missing(),
                                    new AsDecided(new SnapshotStore(List.of(Path.of("none")))),
                                    new RequestReader(new RecordReader())))),
                    tail,
                    threads,
                    "somebody",
                    FeedFilter.ALL,
                    isEnding::get,
                    () -> CompletableFuture.completedStage(refusal.get())),
            FeedPlace.START);

    /** A reader that takes as much as it is let. All of it on the loop. */
    private static final class Taker implements Connection {
        private final StringBuilder got = new StringBuilder();
        private boolean isFull;
        private boolean isEnded;
        private boolean isGone;
        private Runnable next = () -> {};

        @Override
        public void send(byte[] text) {
            got.append(new String(text, StandardCharsets.UTF_8));
        }

        @Override
        public boolean isFull() {
            return isFull;
        }

        @Override
        public void whenTaken(Runnable then) {
            next = then;
        }

        @Override
        public boolean isGone() {
            return isGone;
        }

        @Override
        public void end() {
            isEnded = true;
        }

        @Override
        public void breakOff(Throwable because) {
            throw new AssertionError("a feed ends, and never breaks off", because);
        }
    }

    @AfterEach
    void close() {
        tail.close();
        threads.stop();
        loop.shutdownNow();
    }

    @Test
    void a_reader_that_takes_nothing_is_sent_nothing_more_until_it_has_taken() throws Exception {
        record("a", 3);
        begin();
        awaitEvents(3);
        onLoop(() -> taker.isFull = true);
        record("b", 3);
        Thread.sleep(800);
        assertThat(events()).isEqualTo(3);

        onLoop(() -> {
            taker.isFull = false;
            taker.next.run();
        });
        awaitEvents(6);
    }

    @Test
    void after_fifteen_quiet_seconds_it_says_that_it_lives_and_how_far_it_has_come() throws Exception {
        record("a", 1);
        begin();
        awaitEvents(1);
        String id = lastId();
        for (int second = 1; second < 15; second++) {
            assertThat(tick()).isTrue();
        }
        assertThat(text()).doesNotContain("still here");

        tick();

        assertThat(text()).endsWith(": still here\nid: " + id + "\n\n");
    }

    @Test
    void it_ends_when_the_service_leaves() throws Exception {
        begin();
        isEnding.set(true);

        assertThat(tick()).isFalse();
        assertThat(taker.isEnded).isTrue();
    }

    @Test
    void it_ends_when_its_reader_may_not_read_any_more_and_sends_nothing_then() throws Exception {
        begin();
        refusal.set(Optional.of(AccessProblems.wrong()));
        for (int second = 0; second < 5; second++) {
            tick();
        }
        onLoop(() -> {});

        assertThat(tick()).isFalse();
        assertThat(taker.isEnded).isTrue();
        record("late", 1);
        Thread.sleep(600);
        assertThat(events()).isZero();
    }

    @Test
    void while_the_journal_is_away_it_waits_and_then_goes_on() throws Exception {
        record("a", 2);
        journal.breakDown(true);
        begin();
        Thread.sleep(500);
        for (int second = 0; second < 5; second++) {
            assertThat(tick()).isTrue();
        }
        assertThat(events()).isZero();
        journal.breakDown(false);

        while (events() < 2) {
            assertThat(tick()).isTrue();
            Thread.sleep(100);
        }
        assertThat(events()).isEqualTo(2);
        assertThat(taker.isEnded).isFalse();
    }

    private void begin() throws Exception {
        onLoop(() -> stream.begin(taker, loop));
    }

    private boolean tick() throws Exception {
        return loop.submit(stream::tick).get(10, TimeUnit.SECONDS);
    }

    private void onLoop(Runnable work) throws Exception {
        loop.submit(work).get(10, TimeUnit.SECONDS);
    }

    private String text() throws Exception {
        return loop.submit(taker.got::toString).get(10, TimeUnit.SECONDS);
    }

    private int events() throws Exception {
        return text().split("data: ", -1).length - 1;
    }

    private String lastId() throws Exception {
        String text = text();
        return text.substring(text.lastIndexOf("id: ") + 4).lines().findFirst().orElseThrow();
    }

    private void awaitEvents(int wanted) throws Exception {
        while (events() < wanted) {
            Thread.sleep(20);
        }
        assertThat(events()).isEqualTo(wanted);
    }

    private void record(String name, int many) {
        for (int i = 0; i < many; i++) {
            journal.append(anEntry(name + i)).join();
        }
    }
}
