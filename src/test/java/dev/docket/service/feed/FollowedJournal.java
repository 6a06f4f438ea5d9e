package dev.docket.service.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.journal.Entries;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.ReproduceAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A journal and somebody who follows it. */
public record FollowedJournal(JournalReader journal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A feed that needs no bundle, for none of its answers is made again. */
    public ReadFeed feed() {
        return new ReadFeed(
                journal,
                new FeedEvents(new ReproduceAnswer(
                        digest -> new Recalled.Missing(),
                        new AsDecided(new SnapshotStore(List.of(Path.of("none")))),
                        new RequestReader(new RecordReader()))));
    }

    /** Every event, read page by page, each from the text of the cursor before it. */
    List<JsonNode> all(FeedFilter filter, int limit) {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "";
        for (boolean hasMore = true; hasMore; ) {
            ReadFeed.Page page = page(cursor, filter, limit);
            page.events().forEach(event -> events.add(json(event)));
            cursor = page.place().text();
            hasMore = page.hasMore();
        }
        return events;
    }

    ReadFeed.Page page(String cursor, FeedFilter filter, int limit) {
        return feed().page(feed().place(start(cursor)).orElseThrow(), filter, limit, 1 << 20);
    }

    static FeedStart start(String cursor) {
        return cursor.isEmpty()
                ? new FeedStart.Beginning()
                : new FeedStart.After(FeedCursor.parse(cursor).orElseThrow());
    }

    /** The ids that the events of every record must have, stream after stream. */
    public List<String> recorded() {
        List<String> ids = new ArrayList<>();
        for (Log log : journal.logs()) {
            for (List<Recorded<Entry>> page = journal.records(log.stream(), 1, 100);
                    !page.isEmpty();
                    page = journal.records(
                            log.stream(), page.getLast().position().sequence() + 1, 100)) {
                page.forEach(one ->
                        ids.add(one.position().stream() + "-" + one.position().sequence()));
            }
        }
        return ids;
    }

    static JsonNode json(FeedEvent event) {
        try {
            return JSON.readTree(event.json());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    public static DecisionEntry decision(String requestId, Instant at) {
        return decision(requestId, at, "HOLD", "CREDIT", "CRD-101");
    }

    public static DecisionEntry decision(String requestId, Instant at, String disposition, String queue, String code) {
        DecisionEntry any = Entries.anEntry(requestId);
        return new DecisionEntry(
                any.decisionId(),
                requestId,
                any.requestDigest(),
                any.bundleDigest(),
                any.modelDigest(),
                at,
                "anonymous",
                new Facets(
                        "order-of-" + requestId,
                        "customer",
                        "",
                        "",
                        "RELEASE",
                        disposition,
                        "P2",
                        "",
                        null,
                        new TreeSet<>(Set.of(new ExceptionCode(code))),
                        new TreeSet<>()),
                any.request(),
                Payload.of(("{\"decisionId\":\"" + any.decisionId() + "\",\"recommendation\":{\"queue\":\"" + queue
                                + "\"}}")
                        .getBytes(UTF_8)));
    }

    static FeedFilter only(FeedKind kind) {
        return new FeedFilter(new TreeSet<>(Set.of(kind)), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    public static FeedFilter decisions(Optional<String> disposition, Optional<String> queue, Optional<String> code) {
        return new FeedFilter(new TreeSet<>(), set(disposition), set(queue), set(code));
    }

    private static TreeSet<String> set(Optional<String> one) {
        return new TreeSet<>(one.stream().toList());
    }
}
