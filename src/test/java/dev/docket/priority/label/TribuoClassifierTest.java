package dev.docket.priority.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Contribution;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.TimeBudget;
import dev.docket.priority.measure.Measures;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class TribuoClassifierTest {
    private static final long SEED = 20260302;
    private static final PriorityModel MODEL = SampleModel.model();
    // Time stands still: a busy machine must not turn an answer into an abstention here.
    private static final TimeBudget TIMELESS = new TimeBudget(TimeBudget.DEFAULT, () -> 0, () -> 0);
    private static final TribuoClassifier CLASSIFIER = classifier(TIMELESS);

    @Test
    void its_scores_are_those_of_tribuo() {
        var scores = new LinearScores(
                MODEL.weights(), MODEL.features(), MODEL.document().columns());
        var uncalibrated = new Calibration(1, List.of(0.0, 0.0, 0.0, 0.0));
        orders(10_000).forEach(order -> {
            FeatureVector vector = MODEL.features().of(order);
            double[] ours = uncalibrated.probabilities(scores.of(vector));
            var theirs = MODEL.weights().predict(example(vector)).getOutputScores();
            for (int k = 0; k < 4; k++) {
                double tribuo =
                        Objects.requireNonNull(theirs.get("P" + (k + 1))).getScore();
                assertThat(ours[k]).as(order.requestId()).isCloseTo(tribuo, within(1e-9));
            }
        });
    }

    @Test
    void contributions_add_up_to_the_urgency() {
        long scored = orders(2_000)
                .map(CLASSIFIER::assess)
                .filter(Opinion.Scored.class::isInstance)
                .map(Opinion.Scored.class::cast)
                .peek(opinion -> {
                    double sum = opinion.contributions().stream()
                            .mapToDouble(Contribution::effect)
                            .sum();
                    double p1 = opinion.probabilities().p1();
                    double p4 = opinion.probabilities().p4();
                    // The answer's probabilities have six decimals, so their ratio is only as good as that.
                    double slack = 1e-6 / Math.min(p1, p4);
                    assertThat(sum).isCloseTo(Math.log(p1 / p4), within(slack + 1e-9));
                    assertThat(opinion.candidates()).isNotEmpty();
                })
                .count();
        assertThat(scored).isGreaterThan(200);
    }

    @Test
    void whatever_the_order_it_answers_without_throwing_and_with_finite_numbers() {
        SampleOrders.generate(99).limit(20_000).forEach(order -> {
            assertThat(Arrays.stream(MODEL.features().of(order).columns()).allMatch(Double::isFinite))
                    .as(order.requestId())
                    .isTrue();
            switch (CLASSIFIER.assess(order)) {
                case Opinion.Scored scored ->
                    assertThat(scored.contributions()).allMatch(part -> Double.isFinite(part.effect() + part.value()));
                case Opinion.Estimated estimated ->
                    assertThat(estimated)
                            .as("a model up to version 3 knows no money")
                            .isNull();
                case Opinion.OutOfRange outside ->
                    assertThat(outside.features()).isNotEmpty();
                case Opinion.Abstained abstained ->
                    assertThat(abstained.because()).as(order.requestId()).isNull();
            }
        });
    }

    @Test
    void an_order_unlike_those_of_the_training_is_out_of_range_and_says_why() {
        OrderSnapshot huge = SampleOrders.generate(99)
                .filter(order -> Measures.netAmount(order) > 1e14)
                .findFirst()
                .orElseThrow();
        assertThat(CLASSIFIER.assess(huge))
                .isInstanceOfSatisfying(Opinion.OutOfRange.class, outside -> assertThat(outside.features())
                        .anyMatch(feature -> feature.startsWith("order value: ") && feature.contains("trained on")));
    }

    @Test
    void an_answer_that_comes_too_late_is_an_abstention() {
        var ticker = new AtomicLong();
        LongSupplier late = () -> ticker.getAndAdd(Duration.ofMillis(101).toNanos());
        var slow = classifier(new TimeBudget(Duration.ofMillis(100), late, late));
        assertThat(slow.assess(orders(1).toList().getFirst()))
                .isEqualTo(new Opinion.Abstained(MODEL.id(), "the classifier spent its time budget of 100 ms"));
    }

    @Test
    void a_machine_that_stalls_makes_no_answer_late() {
        OrderSnapshot order = orders(1).toList().getFirst();
        var elapsed = new AtomicLong();
        var stalled = classifier(new TimeBudget(
                Duration.ofMillis(100),
                () -> elapsed.getAndAdd(Duration.ofMinutes(1).toNanos()),
                () -> 0));
        assertThat(stalled.assess(order)).isEqualTo(CLASSIFIER.assess(order));
    }

    @Test
    void no_number_of_the_last_model_without_money_is_ever_nan_or_infinite() {
        PriorityModel shipped = PriorityModel.load(Path.of("models/priority/3"));
        var scores = new LinearScores(
                shipped.weights(), shipped.features(), shipped.document().columns());
        double temperature = shipped.document().calibration().temperature();
        SampleOrders.generate(SEED).limit(20_000).forEach(order -> {
            FeatureVector vector = shipped.features().of(order);
            assertThat(vector.columns())
                    .as("%s, seed %d", order.requestId(), SEED)
                    .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
            // Even where it would rather not answer.
            double[] p = shipped.document().calibration().probabilities(scores.of(vector));
            assertThat(new Probabilities(p[0], p[1], p[2], p[3])).isNotNull();
            assertThat(scores.contributions(vector, temperature))
                    .allMatch(part -> Double.isFinite(part.effect()) && Double.isFinite(part.value()));
        });
    }

    @Test
    void the_same_order_gets_the_same_opinion() {
        var again = new TribuoClassifier(SampleModel.model(), Edition.SECOND, TIMELESS);
        List<Opinion> once = orders(100).map(CLASSIFIER::assess).toList();
        assertThat(orders(100).map(again::assess)).isEqualTo(once);
    }

    private static TribuoClassifier classifier(TimeBudget budget) {
        return new TribuoClassifier(MODEL, Edition.SECOND, budget);
    }

    private static Stream<OrderSnapshot> orders(int count) {
        return SampleOrders.history(4711).map(PastOrder::snapshot).limit(count);
    }

    private static ArrayExample<Label> example(FeatureVector vector) {
        var example = new ArrayExample<>(new Label("P4"));
        List<Scaling> scalings = MODEL.document().columns();
        for (int i = 0; i < scalings.size(); i++) {
            if (scalings.get(i).used()) {
                example.add(scalings.get(i).column(), scalings.get(i).of(vector.columns()[i]));
            }
        }
        return example;
    }
}
