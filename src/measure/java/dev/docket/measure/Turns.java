package dev.docket.measure;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures steps that take turns within one run, so that what changes on the machine meanwhile strikes all. Only processor time counts, of
 * this thread or of the process.
 */
public final class Turns {
    private static final long TURN_NANOS = 40_000_000;
    private static final int WARM_UP = 12;

    private final Map<String, Timed> steps = new LinkedHashMap<>();
    // What steps return is kept, or the compiler would find that nobody needs it.
    private @Nullable Object kept;

    /** Something that is measured. */
    @FunctionalInterface
    public interface Step {
        /** @param turn how often it was called before */
        @Nullable
        Object run(int turn);
    }

    private record Timed(Step step, int times, LongSupplier clock) {}

    /** Measures a step by the time of this thread. */
    public Turns step(String name, Step step) {
        steps.put(name, new Timed(step, 1, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime));
        return this;
    }

    /**
     * Measures a step by the time of the whole process, for what other threads do.
     *
     * @param times how often a call of the step does what is measured
     */
    public Turns stepOfProcess(String name, int times, Step step) {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        steps.put(name, new Timed(step, times, system::getProcessCpuTime));
        return this;
    }

    /** The microseconds of each step in each round, after rounds that warm up. */
    public Rounds measured(int rounds) {
        Map<String, double[]> micros = new LinkedHashMap<>();
        Map<String, Integer> calls = new LinkedHashMap<>();
        steps.keySet().forEach(name -> micros.put(name, new double[rounds]));
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Map.Entry<String, Timed> step : steps.entrySet()) {
                int times = calls.getOrDefault(step.getKey(), 1);
                long nanos = nanos(step.getValue(), times);
                if (round >= 0) {
                    Objects.requireNonNull(micros.get(step.getKey()))[round] =
                            nanos / 1e3 / times / step.getValue().times();
                } else if (nanos < TURN_NANOS) {
                    // What is warm is faster, so the number of calls grows until the last warm-up.
                    long wanted = times * Math.min(8, TURN_NANOS / Math.max(nanos, 1) + 1);
                    calls.put(step.getKey(), (int) Math.min(wanted, 1 << 20));
                }
            }
        }
        return new Rounds(micros);
    }

    private long nanos(Timed timed, int calls) {
        long began = timed.clock().getAsLong();
        for (int call = 0; call < calls; call++) {
            kept = timed.step().run(call);
        }
        return timed.clock().getAsLong() - began;
    }

    /** What was kept last; nobody needs it. */
    @Nullable
    Object kept() {
        return kept;
    }
}
