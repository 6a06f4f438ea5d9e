package dev.docket.priority;

import dev.docket.decision.urgency.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The drift of the most recent orders: at least so many, at most twice as many. It keeps counts, never orders, so its
 * memory does not grow. Safe for use by several threads.
 */
public final class DriftWindow {
    // With fewer orders the index is above 0.1 by the luck of the draw.
    private static final int LEAST_ORDERS = 200;

    private final Drift drift;
    private final int atLeast;
    private volatile Halves halves;

    private record Halves(DriftCounts older, DriftCounts newer) {}

    public DriftWindow(Drift drift, int atLeast) {
        this.drift = drift;
        this.atLeast = atLeast;
        this.halves = new Halves(new DriftCounts(drift), new DriftCounts(drift));
    }

    public Drift drift() {
        return drift;
    }

    /** Counts an order that the model of this drift measured. */
    public void observe(Measured measured) {
        Halves now = halves;
        if (now.newer().add(measured) == atLeast) {
            halves = new Halves(now.newer(), new DriftCounts(drift));
        }
    }

    /** Each used feature and last the score; empty until there are enough orders. */
    public List<Drift.Moved> moved() {
        Halves now = halves;
        if (now.older().orders() + now.newer().orders() < LEAST_ORDERS) {
            return List.of();
        }
        List<int[]> older = now.older().all();
        List<int[]> newer = now.newer().all();
        List<int[]> both = new ArrayList<>();
        for (int i = 0; i < older.size(); i++) {
            int[] one = older.get(i);
            int[] other = newer.get(i);
            int[] sum = new int[one.length];
            Arrays.setAll(sum, bin -> one[bin] + other[bin]);
            both.add(sum);
        }
        return drift.moved(both);
    }

    /** The index of a used feature or of the score; not a number until there are enough orders. */
    public double stabilityIndex(String name) {
        return moved().stream()
                .filter(each -> each.name().equals(name))
                .mapToDouble(Drift.Moved::stabilityIndex)
                .findFirst()
                .orElse(Double.NaN);
    }
}
