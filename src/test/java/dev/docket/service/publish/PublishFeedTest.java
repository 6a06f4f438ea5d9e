package dev.docket.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.SaidOfOutages;
import dev.docket.journal.Journal;
import dev.docket.journal.sqlite.FolderDeliveryState;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedEvent;
import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedStart;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.FollowedJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PublishFeedTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final FeedFilter ALL =
            FollowedJournal.decisions(Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final SaidOfOutages said = new SaidOfOutages();
    private final List<PublishFeed> running = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before each test
    private Journal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder.resolve("data"));
    }

    @AfterEach
    void close() throws InterruptedException {
        for (PublishFeed one : running) {
            one.stop();
        }
        journal.close();
    }

    /** A topic that keeps what it is sent, unless it fails: then it has kept the first. */
    private EventTopic topic(int failures) {
        int[] left = {failures};
        return new EventTopic() {
            @Override
            public void send(List<FeedEvent> events) throws IOException {
                if (left[0] > 0) {
                    left[0]--;
                    taken.add(events.getFirst().id());
                    throw new IOException("no leader");
                }
                events.forEach(event -> taken.add(event.id()));
            }

            @Override
            public void close() {}
        };
    }

    private PublishFeed publishing(FeedStart from, FeedFilter filter, EventTopic topic) {
        PublishFeed publishing = new PublishFeed(
                List.of(new Publication("all", "events", filter, from)),
                new FolderDeliveryState(folder.resolve("webhooks")),
                new FollowedJournal(journal).feed(),
                new FeedTail(journal),
                new Outage("the journal", said),
                one -> new Outage("topic " + one.topic(), said),
                one -> topic);
        running.add(publishing);
        publishing.start();
        return publishing;
    }

    private void decide(int from, int to) {
        for (int i = from; i < to; i++) {
            journal.append(FollowedJournal.decision("r" + i, AT.plusSeconds(i))).join();
        }
    }

    private void awaitTaken(int events) throws InterruptedException {
        while (taken.size() < events) {
            Thread.sleep(5);
        }
    }

    private List<String> recorded() {
        return new FollowedJournal(journal).recorded();
    }

    @Test
    void all_that_is_recorded_is_published_in_order_and_a_service_that_starts_again_goes_on() throws Exception {
        decide(0, 30);
        PublishFeed first = publishing(new FeedStart.Beginning(), ALL, topic(0));
        awaitTaken(30);
        decide(30, 60);
        awaitTaken(60);
        first.stop();
        decide(60, 90);
        publishing(new FeedStart.Beginning(), ALL, topic(0));
        awaitTaken(90);

        assertThat(taken).isEqualTo(recorded());
    }

    @Test
    void after_a_failure_it_goes_on_where_it_was_and_says_once_that_it_failed_and_once_that_it_is_over()
            throws Exception {
        decide(0, 10);
        publishing(new FeedStart.Beginning(), ALL, topic(1));
        awaitTaken(11);
        while (said.infos().isEmpty()) {
            Thread.sleep(5);
        }

        assertThat(taken.stream().distinct()).containsExactlyElementsOf(recorded());
        assertThat(said.errors()).singleElement().asString().contains("topic events", "no leader");
        assertThat(said.infos()).hasSize(1);
    }

    @Test
    void behind_an_event_that_is_refused_nothing_is_sent_and_what_is_before_it_only_once_more() throws Exception {
        decide(0, 10);
        String refused = recorded().get(4);
        AtomicInteger refusals = new AtomicInteger();
        AtomicBoolean isTaken = new AtomicBoolean();
        publishing(new FeedStart.Beginning(), ALL, new EventTopic() {
            @Override
            public void send(List<FeedEvent> events) throws IOException {
                for (FeedEvent event : events) {
                    if (event.id().equals(refused) && !isTaken.get()) {
                        refusals.incrementAndGet();
                        throw new IOException("too large");
                    }
                    taken.add(event.id());
                }
            }

            @Override
            public void close() {}
        });
        while (refusals.get() < 3) {
            Thread.sleep(5);
        }
        List<String> before = recorded().subList(0, 4);
        assertThat(taken)
                .containsExactlyElementsOf(
                        Stream.concat(before.stream(), before.stream()).toList());
        isTaken.set(true);
        awaitTaken(4 + 10);

        assertThat(taken.subList(4, 14)).isEqualTo(recorded());
    }

    @Test
    void a_new_one_that_begins_now_leaves_out_what_was_there_also_after_it_started_again() throws Exception {
        decide(0, 10);
        PublishFeed first = publishing(new FeedStart.Now(), ALL, topic(0));
        while (!Files.exists(folder.resolve("webhooks/topic-of-all.json"))) {
            Thread.sleep(5);
        }
        first.stop();
        decide(10, 20);
        publishing(new FeedStart.Now(), ALL, topic(0));
        awaitTaken(10);

        assertThat(taken).isEqualTo(recorded().subList(10, 20));
    }

    @Test
    void what_the_filter_does_not_take_is_passed_over() throws Exception {
        decide(0, 5);
        journal.append(FollowedJournal.decision("rejected", AT, "REJECT", "SALES", "CAN-101"))
                .join();
        decide(5, 10);
        publishing(
                new FeedStart.Beginning(),
                FollowedJournal.decisions(Optional.of("REJECT"), Optional.empty(), Optional.empty()),
                topic(0));
        awaitTaken(1);

        assertThat(taken).isEqualTo(recorded().subList(5, 6));
    }
}
