package dev.docket.bench;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an order of many lines costs, as time for one order. Twice the lines should take twice the time, and no more. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LinesBenchmark {
    @Param({"100", "500", "2000"})
    public int lines;

    private final Bundle bundle = BundleLoader.load(Path.of("rules"), Path.of("models"));
    private OrderSnapshot order =
            SampleOrders.history(1).map(PastOrder::snapshot).findFirst().orElseThrow();

    @Setup
    public void lengthen() {
        List<Line> plain = SampleOrders.history(1)
                .limit(5_000)
                .flatMap(past -> past.snapshot().order().lines().stream())
                .limit(lines)
                .toList();
        order = SampleOrders.withLines(order, plain);
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
        var heading = new Heading(new DecisionId("d-0"), order.requestId(), order.now(), order.now(), bundle.id());
        return AnswerWriter.write(heading, bundle.decider().decide(order, level));
    }
}
