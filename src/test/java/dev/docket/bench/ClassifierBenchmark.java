package dev.docket.bench;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an estimate costs, drivers, probabilities, set and reasons in money included, on generated orders. Its median is to be at most 15 µs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClassifierBenchmark {
    private static final int ORDERS = 256; // a power of two, so that the next one is a mask away

    private final Classifier classifier =
            ModelLoader.load(Path.of("src/test/resources/sample-loss-model")).classifier(Edition.SECOND);
    private final List<OrderSnapshot> orders =
            SampleOrders.history(1).map(PastOrder::snapshot).limit(ORDERS).toList();
    private int next;

    @Benchmark
    public Opinion assess() {
        return classifier.assess(orders.get(next++ & (ORDERS - 1)));
    }
}
