package dev.docket.service.webhook;

import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import dev.docket.webhook.BackOff;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What sending works with.
 *
 * @param journal is on while the journal cannot be read, or a place not be kept
 * @param random thread-safe: all senders share it
 * @param log is told what was done because somebody wanted it
 */
public record Means(
        ReadFeed feed,
        FeedTail tail,
        Outage journal,
        BackOff backOff,
        InstantSource clock,
        RandomGenerator random,
        Consumer<String> log) {}
