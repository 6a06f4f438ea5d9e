package dev.docket.service.feed;

import static dev.docket.journal.Entries.AT;
import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.aStep;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.service.feed.FollowedJournal.decision;
import static dev.docket.service.feed.FollowedJournal.decisions;
import static dev.docket.service.feed.FollowedJournal.only;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FeedTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Journal journal;

    @SuppressWarnings("NullAway.Init")
    private FollowedJournal followed;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder.resolve("journal"));
        followed = new FollowedJournal(journal);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void catching_up_gives_exactly_the_journal(int limit) {
        mixed(130); // more than is read ahead of one stream

        List<JsonNode> events = followed.all(FeedFilter.ALL, limit);

        assertThat(events.stream().map(event -> event.path("id").textValue()))
                .containsExactlyElementsOf(followed.recorded());
        for (JsonNode event : events) {
            long sequence = Long.parseLong(event.path("sequence").textValue());
            assertThat(event.path("leafhash").textValue())
                    .isEqualTo(journal.log()
                            .position(sequence)
                            .orElseThrow()
                            .hash()
                            .toString())
                    .isEqualTo(event.path("data").path("record").path("hash").textValue());
            assertThat(event.path("source").textValue()).isEqualTo("docket/" + journal.log().stream());
        }
    }

    @Test
    void each_kind_of_record_has_its_type_its_subject_and_the_time_of_receipt() {
        mixed(1);
        journal.append(Entries.intake(2, 0, 9, "3 DUPLICATE 0123456789ab:7")).join();
        journal.retire(AT.plusSeconds(1), AT.plusSeconds(90), "clerk");

        Map<String, JsonNode> byType = new HashMap<>();
        followed.all(FeedFilter.ALL, 100)
                .forEach(event -> byType.put(event.path("type").textValue(), event));

        assertThat(byType).hasSize(FeedKind.values().length);
        JsonNode decision = one(byType, FeedKind.DECISION);
        assertThat(decision.path("subject").textValue()).isEqualTo("decision-r0");
        assertThat(decision.path("time").textValue()).isEqualTo(AT.toString());
        assertThat(one(byType, FeedKind.OUTCOME).path("subject").textValue()).isEqualTo("decision-r0");
        assertThat(one(byType, FeedKind.OUTCOME).path("data").path("outcome").textValue())
                .isEqualTo("RELEASED");
        assertThat(one(byType, FeedKind.WORK).path("subject").textValue()).isEqualTo("decision-r0");
        assertThat(one(byType, FeedKind.WORK).path("data").path("holder").textValue())
                .isEqualTo("key:ada");
        assertThat(one(byType, FeedKind.CHANGE).path("subject").textValue()).isEqualTo("c-1");
        assertThat(one(byType, FeedKind.CHANGE)
                        .path("data")
                        .path("document")
                        .path("number")
                        .intValue())
                .isEqualTo(1);
        JsonNode intake = one(byType, FeedKind.INTAKE);
        assertThat(intake.path("subject").textValue()).isEqualTo("orders/2");
        assertThat(intake.path("data").path("to").longValue()).isEqualTo(9);
        assertThat(intake.path("data").path("apart").get(0).textValue()).isEqualTo("3 DUPLICATE 0123456789ab:7");
        assertThat(one(byType, FeedKind.RETIREMENT).path("data").path("upTo").intValue())
                .isPositive();
    }

    @Test
    void a_retired_decision_says_so_and_keeps_its_id_and_its_hash() {
        journal.append(decision("old", AT)).join();
        JsonNode before = followed.all(FeedFilter.ALL, 1).getFirst();
        journal.retire(AT.plusSeconds(1), AT.plusSeconds(2), "clerk");
        JsonNode after = followed.all(FeedFilter.ALL, 1).getFirst();

        assertThat(before.has("retired")).isFalse();
        assertThat(after.path("retired").booleanValue()).isTrue();
        assertThat(after.path("data").path("orderId").textValue()).isEqualTo("order-of-old");
        assertThat(after.path("data").has("recommendation")).isFalse();
        for (String same : List.of("id", "source", "subject", "time", "sequence", "leafhash")) {
            assertThat(after.path(same)).as(same).isEqualTo(before.path(same));
        }
    }

    static Stream<FeedFilter> filtersThatTakeOne() {
        return Stream.of(
                decisions(Optional.of("REJECT"), Optional.empty(), Optional.empty()),
                decisions(Optional.empty(), Optional.of("FRAUD"), Optional.empty()),
                decisions(Optional.empty(), Optional.empty(), Optional.of("FRD-601")),
                decisions(Optional.of("REJECT"), Optional.of("FRAUD"), Optional.of("FRD-601")));
    }

    @ParameterizedTest
    @MethodSource("filtersThatTakeOne")
    void a_filter_takes_what_has_all_of_its_values_and_nothing_else(FeedFilter filter) {
        mixed(5);
        journal.append(decision("wanted", AT, "REJECT", "FRAUD", "FRD-601")).join();
        mixed(3);

        assertThat(followed.all(filter, 100).stream()
                        .map(event -> event.path("subject").textValue()))
                .containsExactly("decision-wanted");
    }

    @Test
    void a_filter_by_kind_takes_all_of_a_kind() {
        mixed(5);

        assertThat(followed.all(only(FeedKind.OUTCOME), 2)).hasSize(5);
        assertThat(followed.all(only(FeedKind.WORK), 2)).hasSize(1);
        assertThat(followed.all(only(FeedKind.CHANGE), 2)).hasSize(1);
        assertThat(followed.all(only(FeedKind.RETIREMENT), 2)).isEmpty();
    }

    @Test
    void what_a_filter_leaves_out_moves_the_cursor_and_is_not_read_again() {
        CompletableFuture.allOf(IntStream.range(0, 2_100)
                        .mapToObj(i -> journal.append(decision("r" + i, AT)))
                        .toArray(CompletableFuture[]::new))
                .join();
        FeedFilter rare = decisions(Optional.of("REJECT"), Optional.empty(), Optional.empty());

        ReadFeed.Page first = followed.page("", rare, 100);
        ReadFeed.Page second = followed.page(first.place().text(), rare, 100);

        assertThat(first.events()).isEmpty();
        assertThat(first.hasMore()).isTrue();
        assertThat(first.place().sequence(journal.log().stream())).isEqualTo(2_000);
        assertThat(second.hasMore()).isFalse();
        assertThat(second.place().sequence(journal.log().stream())).isEqualTo(2_100);
    }

    @Test
    void a_page_ends_before_it_is_too_large_but_never_without_an_event() {
        mixed(5);

        ReadFeed.Page page = followed.feed().page(FeedPlace.START, FeedFilter.ALL, 100, 1);

        assertThat(page.events()).hasSize(1);
        assertThat(page.hasMore()).isTrue();
    }

    @Test
    void the_cursor_now_gives_only_what_comes_later() {
        mixed(3);
        FeedPlace now = followed.feed().place(new FeedStart.Now()).orElseThrow();
        journal.append(decision("later", AT)).join();

        ReadFeed.Page page = followed.feed().page(now, FeedFilter.ALL, 100, 1 << 20);

        assertThat(page.events().stream().map(FollowedJournal::json).map(event -> event.path("subject")
                        .textValue()))
                .containsExactly("decision-later");
    }

    @Test
    void a_cursor_of_another_journal_is_refused() {
        mixed(3);
        String ours = followed.page("", FeedFilter.ALL, 2).place().text();
        try (Journal other = SqliteJournal.open(folder.resolve("other"))) {
            other.append(decision("elsewhere", AT)).join();

            assertThat(new FollowedJournal(other).feed().place(FollowedJournal.start(ours)))
                    .isEmpty();
        }
        assertThat(followed.feed().place(FollowedJournal.start(ours))).isPresent();
    }

    @Test
    void a_cursor_beyond_the_end_of_a_restored_journal_is_refused() throws Exception {
        mixed(3);
        String before = followed.page("", FeedFilter.ALL, 100).place().text();
        Files.createDirectories(folder.resolve("restored"));
        SqliteJournal.copy(folder.resolve("journal"), folder.resolve("restored/journal.db"));
        journal.append(decision("lost", AT)).join();
        String beyond = followed.page(before, FeedFilter.ALL, 100).place().text();

        try (JournalReader restored = SqliteJournal.openToRead(folder.resolve("restored"))) {
            ReadFeed feed = new FollowedJournal(restored).feed();
            assertThat(feed.place(FollowedJournal.start(before))).isPresent();
            assertThat(feed.place(FollowedJournal.start(beyond))).isEmpty();
        }
    }

    @Test
    void no_changed_bit_of_a_cursor_is_taken_for_a_place() {
        mixed(9);
        byte[] cursor = Base64.getUrlDecoder()
                .decode(followed.page("", FeedFilter.ALL, 5).place().text());
        for (int bit = 0; bit < cursor.length * 8; bit++) {
            byte[] changed = cursor.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

            assertThat(FeedCursor.parse(text).flatMap(parsed -> parsed.in(journal)))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "AAAA",
                "now ",
                "NOW",
                "=",
                "%00",
                "../../etc/passwd",
                "' OR 1=1 --",
                "AAAAAAAAAAA",
                "🜁",
                "\0",
                "AAAAAAAAAAA=",
                "eyJhIjoxfQ",
                "-1",
                "99999999999999999999",
                "__________________________________________"
            })
    void what_is_no_cursor_is_a_problem_of_the_parameter(String text) {
        boolean isRefused =
                FeedQuery.parse(Map.of("after", List.of(text)), Optional.empty()) instanceof Reading.Invalid<FeedQuery>;
        assertThat(isRefused
                        || FeedCursor.parse(text)
                                .flatMap(cursor -> cursor.in(journal))
                                .isEmpty())
                .isTrue();
    }

    @Test
    void every_problem_of_a_query_is_told_at_once() {
        Reading<FeedQuery> read = FeedQuery.parse(
                Map.of(
                        "after", List.of("no cursor"),
                        "kind", List.of("DECISSION"),
                        "disposition", List.of("HOLD,,"),
                        "queue", List.of("a", "b"),
                        "limit", List.of("501"),
                        "wait", List.of("31")),
                Optional.empty());

        assertThat(read).isInstanceOf(Reading.Invalid.class);
        assertThat(((Reading.Invalid<FeedQuery>) read).problems().stream().map(Problem::path))
                .containsOnly("?after", "?kind", "?disposition", "?queue", "?limit", "?wait");
    }

    @Test
    void whoever_waits_at_the_end_is_told_of_the_next_record_and_not_before() throws Exception {
        mixed(2);
        FeedPlace end = followed.page("", FeedFilter.ALL, 100).place();
        try (FeedTail tail = new FeedTail(journal)) {
            CompletableFuture<Void> more = tail.beyond(end);
            CompletableFuture<Void> given = tail.beyond(end);
            given.complete(null);
            Thread.sleep(Duration.ofMillis(600));
            assertThat(more).isNotDone();
            assertThat(tail.waiting()).isEqualTo(1);

            journal.append(decision("next", AT)).join();

            more.get(1, TimeUnit.SECONDS);
            assertThat(tail.waiting()).isZero();
            tail.beyond(FeedPlace.START).get(1, TimeUnit.SECONDS);
        }
    }

    private static JsonNode one(Map<String, JsonNode> byType, FeedKind kind) {
        return Objects.requireNonNull(byType.get(kind.type()));
    }

    /** Decisions, an outcome for each, and one step of a policy change if there is none. */
    private void mixed(int decisions) {
        long begin = journal.count();
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (long i = begin; i < begin + decisions; i++) {
            open.add(journal.append(decision("r" + i, AT.plusMillis(i))));
            open.add(journal.append(anOutcome("r" + i, "RELEASED")));
        }
        open.forEach(CompletableFuture::join);
        journal.append(aClaim("r" + begin, 1, "key:ada")).join();
        journal.append(aStep(1, Hash.ZERO)).join();
    }
}
