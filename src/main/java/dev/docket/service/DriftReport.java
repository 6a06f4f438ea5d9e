package dev.docket.service;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.Drift;
import dev.docket.priority.ModelException;
import dev.docket.priority.loss.ModelLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How far orders have moved from those that the current model was trained on.
 *
 * @param moved each used feature in the order of the features, and last the score
 */
public record DriftReport(long orders, List<Drift.Moved> moved) {
    /** There is nothing to compare, or nothing to compare with; the message says what to do. */
    public static final class NotComparableException extends RuntimeException {
        public NotComparableException(String message) {
            super(message);
        }

        public NotComparableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    // With fewer orders the index is above 0.1 by the luck of the draw.
    private static final int STEADY = 200;

    /**
     * Compares.
     *
     * @param models a folder such as {@code models/priority}
     * @param orders with a settled {@code asOf}; read once
     * @throws NotComparableException if there is no usable model, or no order
     */
    public static DriftReport of(Path models, Stream<OrderSnapshot> orders) {
        try {
            AtomicLong count = new AtomicLong();
            List<Drift.Moved> moved =
                    ModelLoader.current(models).drift().of(orders.peek(order -> count.incrementAndGet()));
            if (count.get() == 0) {
                throw new NotComparableException("There are no orders to compare with the training.");
            }
            return new DriftReport(count.get(), moved);
        } catch (ModelException unusable) {
            throw new NotComparableException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /** Whether a feature, or the score, is no longer what it was. */
    public boolean hasMoved() {
        return moved.stream().anyMatch(Drift.Moved::hasMoved);
    }

    /** For people: a line for each feature and the score, with what moved most in those that are not stable. */
    public List<String> lines() {
        String note = orders < STEADY
                ? String.format(Locale.ROOT, "; fewer than %d orders are too few to judge", STEADY)
                : "";
        return Stream.concat(
                        Stream.of(String.format(Locale.ROOT, "%,d orders compared with the training%s", orders, note)),
                        moved.stream().map(DriftReport::line))
                .toList();
    }

    private static String line(Drift.Moved moved) {
        String line =
                String.format(Locale.ROOT, "%-28s PSI %7.3f  %-6s", moved.name(), moved.stabilityIndex(), moved.band());
        return (moved.isStable() ? line : line + "  " + moved.most()).stripTrailing();
    }
}
