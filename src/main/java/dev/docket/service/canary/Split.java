package dev.docket.service.canary;

import dev.docket.bundle.active.Pin;
import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;
import java.util.Optional;

/** Says for which orders a candidate decides. Asked for every order, so it must cost next to nothing. */
@FunctionalInterface
public interface Split {
    /** No candidate decides. */
    Split NONE = (order, base) -> Part.NONE;

    /**
     * An order's part. Whoever gets it closes it.
     *
     * @param base the bundle that decides for all other orders
     */
    Part of(OrderSnapshot order, Digest base);

    /**
     * A canary.
     *
     * @param step the number of the step that began it
     */
    record Running(String changeId, long step) {}

    /**
     * A part.
     *
     * @param running the canary that runs; nothing if none does
     * @param candidate what is to decide; nothing if the selector does not match
     */
    record Part(Optional<Running> running, Optional<Pin> candidate) implements AutoCloseable {
        /** While nothing is in canary. */
        public static final Part NONE = new Part(Optional.empty(), Optional.empty());

        @Override
        public void close() {
            candidate.ifPresent(Pin::close);
        }
    }
}
