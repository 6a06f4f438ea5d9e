package dev.docket.bench;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.Decision;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions per second in process: rules, classifier and arbitration, one thread, over a year's mix of plain orders. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {
    private static final long SEED = 1;
    private static final int ORDERS = 256; // a power of two, so that the next one is a mask away

    private final OrderSnapshot[] orders =
            SampleOrders.history(SEED).limit(ORDERS).map(PastOrder::snapshot).toArray(OrderSnapshot[]::new);
    private final Bundle bundle = BundleLoader.load(Path.of("rules"), Path.of("models"));
    private int next;

    @Setup
    public void checkOrders() {
        if (orders.length != ORDERS) {
            throw new IllegalStateException("too few orders: " + orders.length);
        }
    }

    @Benchmark
    public Decision traceFired() {
        return bundle.decider().decide(orders[next++ & (ORDERS - 1)], TraceLevel.FIRED);
    }

    @Benchmark
    public Decision traceFull() {
        return bundle.decider().decide(orders[next++ & (ORDERS - 1)], TraceLevel.FULL);
    }

    @Benchmark
    public byte[] answerFired() {
        return answer(TraceLevel.FIRED);
    }

    @Benchmark
    public byte[] answerFull() {
        return answer(TraceLevel.FULL);
    }

    private byte[] answer(TraceLevel level) {
        OrderSnapshot order = orders[next++ & (ORDERS - 1)];
        return AnswerWriter.write(
                new Heading(new DecisionId("decision"), order.requestId(), order.now(), order.now(), bundle.id()),
                bundle.decider().decide(order, level));
    }
}
