package dev.docket.service.publish;

import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedStart;

/**
 * Records that are published to a topic.
 *
 * @param name the operator's own, by which its place is kept
 * @param topic of the broker
 * @param filter which records
 * @param start where a new one begins
 */
public record Publication(String name, String topic, FeedFilter filter, FeedStart start) {
    /** Who sends, among the services that share a journal. Other than the names of webhooks, it has a colon. */
    String sender() {
        return "topic:" + name;
    }

    /** Where its place is kept. */
    String placeName() {
        return "topic-of-" + name;
    }
}
