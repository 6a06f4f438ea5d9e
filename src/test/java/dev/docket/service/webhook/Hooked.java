package dev.docket.service.webhook;

import static dev.docket.journal.Entries.AT;
import static dev.docket.service.feed.FollowedJournal.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.journal.DeliveryState;
import dev.docket.journal.Journal;
import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedStart;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.FollowedJournal;
import dev.docket.webhook.BackOff;
import dev.docket.webhook.HttpDelivery;
import dev.docket.webhook.Receiver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that sends to one webhook, without its HTTP edge; with waits of milliseconds instead of hours. */
final class Hooked implements AutoCloseable {
    private static final long SEED = 19;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FeedTail tail;
    private final SendWebhooks sending;
    private final List<HttpDelivery> deliveries = new ArrayList<>();
    private final SaidOfOutages said = new SaidOfOutages();
    private final SaidOfOutages saidOfJournal = new SaidOfOutages();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Webhooks webhooks;

    Hooked(Vertx vertx, Journal journal, DeliveryState state, Webhook webhook) {
        this(vertx, journal, state, webhook, new BackOff(Duration.ofMillis(20), 2, Duration.ofMillis(100)));
    }

    Hooked(Vertx vertx, Journal journal, DeliveryState state, Webhook webhook, BackOff backOff) {
        tail = new FeedTail(journal);
        var feed = new FollowedJournal(journal).feed();
        webhooks = new Webhooks(List.of(webhook), state, feed);
        sending = new SendWebhooks(
                List.of(webhook),
                state,
                one -> {
                    HttpDelivery delivery = new HttpDelivery(vertx, one.receiver(), InstantSource.system());
                    deliveries.add(delivery);
                    return delivery;
                },
                one -> new Outage("webhook " + one.name(), said),
                new Means(
                        feed,
                        tail,
                        new Outage("the journal", saidOfJournal),
                        backOff,
                        InstantSource.system(),
                        new Random(SEED),
                        log::add));
        sending.start();
    }

    static Webhook webhook(URI receiver, Path secret, int attempts) {
        return webhook(receiver, secret, attempts, FeedFilter.ALL);
    }

    static Webhook webhook(URI receiver, Path secret, int attempts, FeedFilter filter) {
        return new Webhook(
                "erp",
                new Receiver(receiver, secret, true, Optional.empty()),
                filter,
                new FeedStart.Beginning(),
                attempts);
    }

    /** Records decisions, and waits until they are. */
    static void record(Journal journal, String name, int count) {
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(journal.append(decision(name + "-" + i, AT.plusMillis(i))));
            if (open.size() == 100) {
                open.forEach(CompletableFuture::join);
                open.clear();
            }
        }
        open.forEach(CompletableFuture::join);
    }

    WebhookCounts counts() {
        return sending.watched().getFirst().counts();
    }

    boolean isFailing() {
        return sending.watched().getFirst().isFailing().getAsBoolean();
    }

    SaidOfOutages said() {
        return said;
    }

    SaidOfOutages saidOfJournal() {
        return saidOfJournal;
    }

    List<String> log() {
        return log;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    JsonNode seen() {
        return json(webhooks.json()).path("webhooks").path(0);
    }

    JsonNode dead() {
        return json(webhooks.dead("erp").orElseThrow()).path("dead");
    }

    private static JsonNode json(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    @Override
    public void close() {
        try {
            sending.stop();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        deliveries.forEach(HttpDelivery::close);
        tail.close();
    }
}
