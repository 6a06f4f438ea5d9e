package dev.docket.priority;

import dev.docket.decision.urgency.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Orders counted by the bins of a model's references. Safe for use by several threads. */
final class DriftCounts {
    private final Drift drift;
    private final List<AtomicIntegerArray> bins;
    private final AtomicInteger orders = new AtomicInteger();

    DriftCounts(Drift drift) {
        this.drift = drift;
        this.bins =
                Arrays.stream(drift.bins()).mapToObj(AtomicIntegerArray::new).toList();
    }

    /** @return how many orders there are with this one */
    int add(Measured order) {
        int[] of = drift.binsOf(order);
        for (int i = 0; i < of.length; i++) {
            bins.get(i).getAndIncrement(of[i]);
        }
        return orders.incrementAndGet();
    }

    int orders() {
        return orders.get();
    }

    /** The counts of each bin of each watched reference. */
    List<int[]> all() {
        List<int[]> all = new ArrayList<>();
        for (AtomicIntegerArray counted : bins) {
            int[] counts = new int[counted.length()];
            Arrays.setAll(counts, counted::get);
            all.add(counts);
        }
        return all;
    }
}
