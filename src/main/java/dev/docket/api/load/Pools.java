package dev.docket.api.load;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The threads that work off the event loop. Each kind of work has its own, so that none can take the threads of another;
 * streams run on the framework's threads, of which {@link Admission} lets them have only some.
 */
@Singleton
public class Pools {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int LONGEST_QUEUE = 2048;

    private final FairPool deciding = new FairPool("docket-decide", 2 * PROCESSORS, LONGEST_QUEUE);
    private final FairPool reading = new FairPool("docket-read", Math.max(2, PROCESSORS), LONGEST_QUEUE / 8);
    private final FairPool watching = new FairPool("docket-watch", 2, LONGEST_QUEUE / 32);

    /** Does not wait for the disk: the journal completes the answer. */
    public FairPool deciding() {
        return deciding;
    }

    /** Waits for the journal. */
    public FairPool reading() {
        return reading;
    }

    /** Answers whether the service works, above all when everything else is busy. */
    public FairPool watching() {
        return watching;
    }

    @PreDestroy
    void stop() {
        List.of(deciding, reading, watching).forEach(FairPool::stop);
    }
}
