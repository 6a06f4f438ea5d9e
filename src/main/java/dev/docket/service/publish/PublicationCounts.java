package dev.docket.service.publish;

import java.util.concurrent.atomic.AtomicLong;

/** How one publication is doing at this service. Thread-safe. */
public final class PublicationCounts {
    private final AtomicLong sent = new AtomicLong();
    private volatile long behind;

    void sent(int events) {
        sent.addAndGet(events);
    }

    void behind(long records) {
        behind = records;
    }

    /** Another service publishes. */
    void idle() {
        behind = 0;
    }

    /** Events that the broker took from this service. */
    public long sent() {
        return sent.get();
    }

    /** Records that were not looked at yet, while this service publishes. */
    public long behind() {
        return behind;
    }
}
