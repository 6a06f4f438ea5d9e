package dev.docket.service.webhook;

import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedStart;
import dev.docket.webhook.Receiver;

/**
 * Somebody who is sent what is recorded.
 *
 * @param name under which its place is kept
 * @param filter which records it gets
 * @param start where it begins when it is new
 * @param attempts how often an event is tried before it goes to the dead list, at least 1
 */
public record Webhook(String name, Receiver receiver, FeedFilter filter, FeedStart start, int attempts) {
    /** What a name may be. */
    public static final String NAME = "[a-z][a-z0-9-]{0,39}";

    /** Where its place is kept. */
    String placeName() {
        return "place-of-" + name;
    }

    /** Where its dead list is kept. */
    String deadName() {
        return "dead-of-" + name;
    }

    /** Where it is kept what people want of it. */
    String wishesName() {
        return "wishes-for-" + name;
    }
}
