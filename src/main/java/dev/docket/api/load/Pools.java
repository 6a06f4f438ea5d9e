package dev.docket.api.load;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * The threads that work off the event loop. Each kind of work has its own, so that none can take the threads of another;
 * batches and exports run on the framework's threads, of which {@link Admission} lets them have only some.
 */
@Singleton
public class Pools {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int LONGEST_QUEUE = 2048;
    private static final int DECIDERS = PROCESSORS;

    /** About as long as a decision takes that need not wait, its record included. */
    private static final Duration LONGEST_WAIT_TO_DECIDE = Duration.ofMillis(40);

    /** On each processor: so few callers who wait for their answers are no overload, however slow the machine. */
    private static final int LEAST_TO_DECIDE = 32;

    /** As many requests as one connection of HTTP/2 may have, and some more. */
    private static final int BURST_TO_DECIDE = 128;

    private final FairPool deciding = new FairPool(
            "docket-decide",
            DECIDERS,
            WaitBound.of(
                    LONGEST_WAIT_TO_DECIDE,
                    DECIDERS,
                    LEAST_TO_DECIDE * DECIDERS,
                    BURST_TO_DECIDE,
                    Work.DECIDING.most()));
    private final FairPool reading = new FairPool("docket-read", Math.max(2, PROCESSORS), LONGEST_QUEUE / 8);
    private final FairPool streaming = new FairPool("docket-stream", Math.max(1, PROCESSORS / 2), LONGEST_QUEUE);
    private final FairPool watching = new FairPool("docket-watch", 2, LONGEST_QUEUE / 32);

    /** Whether there is room for a request of a caller, as far as these threads know it. */
    public boolean hasRoom(Work work, String caller) {
        return work != Work.DECIDING || deciding.hasRoom(caller);
    }

    /**
     * Does not wait for the disk: the journal completes the answer. More threads than processors would only take these from the
     * event loops, and everybody would wait longer.
     */
    public FairPool deciding() {
        return deciding;
    }

    /** Waits for the journal. */
    public FairPool reading() {
        return reading;
    }

    /** Makes what is left of long answers. Leaves processors for callers who wait for one decision. */
    public FairPool streaming() {
        return streaming;
    }

    /** Answers whether the service works, above all when everything else is busy. */
    public FairPool watching() {
        return watching;
    }

    @PreDestroy
    void stop() {
        List.of(deciding, reading, streaming, watching).forEach(FairPool::stop);
    }
}
