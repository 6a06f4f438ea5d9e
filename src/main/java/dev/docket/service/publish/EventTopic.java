package dev.docket.service.publish;

import dev.docket.service.feed.FeedEvent;
import java.io.IOException;
import java.util.List;

/** A topic of a broker. Used by one thread. */
public interface EventTopic extends AutoCloseable {
    /**
     * Sends events in their order. Once this returns, the broker has all of them durably; if it throws, perhaps some.
     *
     * @throws IOException if the broker does not take all of them within a bounded time
     * @throws InterruptedException if this thread is to stop
     */
    void send(List<FeedEvent> events) throws IOException, InterruptedException;

    /** Gives up what it still sends. */
    @Override
    void close();
}
