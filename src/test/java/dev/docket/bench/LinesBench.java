package dev.docket.bench;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.LongOrder;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a line of a long order costs: deciding and writing the answer, per line, for orders of 20, 200 and 2,000 lines. The
 * sizes take turns, and only the thread's own processor time counts, so that a busy machine changes the ratios little.
 */
public final class LinesBench {
    private static final int[] SIZES = {20, 200, 2_000};
    private static final int LINES_PER_TURN = 4_000;
    private static final int WARM_UP = 5;

    private final Bundle bundle = BundleLoader.load(Path.of("rules"), Path.of("models"));

    private LinesBench() {}

    /** @param args rounds, by default 15 */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        var bench = new LinesBench();
        System.out.println(
                "Processor time per line, median of " + rounds + " rounds; ratio to an order of 200 lines:\n");
        System.out.println("| Trace | Lines | µs a line | Ratio | Answer, kB |\n|---|---:|---:|---:|---:|");
        bench.measure(TraceLevel.FIRED, rounds);
        bench.measure(TraceLevel.FULL, rounds);
    }

    private void measure(TraceLevel level, int rounds) {
        List<OrderSnapshot> orders =
                Arrays.stream(SIZES).mapToObj(LongOrder::of).toList();
        double[][] micros = new double[SIZES.length][rounds];
        int[] bytes = new int[SIZES.length];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int size = 0; size < SIZES.length; size++) {
                long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                for (int lines = 0; lines < LINES_PER_TURN; lines += SIZES[size]) {
                    bytes[size] = answer(orders.get(size), level).length;
                }
                long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
                if (round >= 0) {
                    micros[size][round] = nanos / 1e3 / LINES_PER_TURN;
                }
            }
        }
        double base = median(micros[1]);
        for (int size = 0; size < SIZES.length; size++) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f | %.2f | %,d |",
                    level.name().toLowerCase(Locale.ROOT),
                    SIZES[size],
                    median(micros[size]),
                    median(micros[size]) / base,
                    bytes[size] / 1_000));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private byte[] answer(OrderSnapshot order, TraceLevel level) {
        var heading = new Heading(new DecisionId("d-0"), order.requestId(), order.now(), order.now(), bundle.id());
        return AnswerWriter.write(heading, bundle.decider().decide(order, level));
    }
}
