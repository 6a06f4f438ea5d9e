package dev.docket.bench;

import dev.docket.decision.Opinion;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.PriorityModel;
import dev.docket.priority.TribuoClassifier;
import dev.docket.sample.PastOrder;
import dev.docket.training.mapping.MappedOrders;
import dev.docket.training.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/**
 * What an assessment by the shipped model costs, features, probabilities, set and contributions included, on real orders
 * that it does score. Its median is to be at most 15 µs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClassifierBenchmark {
    private static final Path DATA = Path.of("../shared/data/scms_dev.csv.gz");
    private static final int ORDERS = 256; // a power of two, so that the next one is a mask away

    private final TribuoClassifier classifier = new TribuoClassifier(PriorityModel.current(Path.of("models/priority")));
    private final List<OrderSnapshot> orders = new ArrayList<>();
    private int next;

    @Setup
    public void readOrders() {
        if (!Files.exists(DATA)) {
            throw new IllegalStateException(DATA + " is not on this machine: nothing that the model would score");
        }
        try (MappedOrders mapped =
                Mapping.read(Path.of("training/mappings/scms.yaml")).open(DATA)) {
            while (orders.size() < ORDERS) {
                PastOrder order = mapped.next();
                if (classifier.assess(order.snapshot()) instanceof Opinion.Scored) {
                    orders.add(order.snapshot());
                }
            }
        }
    }

    @Benchmark
    public Opinion assess() {
        return classifier.assess(orders.get(next++ & (ORDERS - 1)));
    }
}
