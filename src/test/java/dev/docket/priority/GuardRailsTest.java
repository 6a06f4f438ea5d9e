package dev.docket.priority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.Edition;
import dev.docket.decision.RuleBook;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Contribution;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Priority;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.PrioritySource;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.digest.Digest;
import dev.docket.fixture.AlteredOrder;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.label.PriorityModel;
import dev.docket.priority.label.SampleModel;
import dev.docket.priority.label.TribuoClassifier;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the classifier can never do, whatever it says: the real rules, the real decider, 20,000 orders each. */
class GuardRailsTest {
    private static final long SEED = 20260302;
    private static final int ORDERS = 20_000;
    private static final RuleFolder RULES = ShippedRules.compiled();
    private static final ModelId ANY = new ModelId("any", "1", Digest.over());
    private static final Classifier NONE = order -> new Opinion.Abstained(null, "no model is configured");
    private static final PriorityModel MODEL = SampleModel.model();
    // A busy machine must not turn an answer into an abstention here.
    private static final TimeBudget TIMELESS = new TimeBudget(TimeBudget.DEFAULT, () -> 0, () -> 0);
    private static final LossModel LOSS_MODEL = ModelLoader.loadLoss(Path.of("src/test/resources/sample-loss-model"));
    private static final LossModel SHIPPED = (LossModel) ModelLoader.current(Path.of("models/priority"));

    /** What the rules say does not depend on the classifier, so each order is evaluated by them once. */
    private static final RuleBook ONCE = new RememberedRules(RULES.ruleBook());

    private static final List<OrderSnapshot> GENERATED =
            SampleOrders.generate(SEED).limit(ORDERS).toList();

    private final Decider without = decider(NONE);

    @AfterAll
    static void say_which_orders() {
        System.out.println("guard rails: seed " + SEED + ", " + ORDERS + " orders for each property");
    }

    @Test
    void the_trained_model_keeps_its_place() {
        Decider with = decider(new TribuoClassifier(MODEL, Edition.SECOND, TIMELESS));
        // Half of them are orders like those of the training, so that the model does answer.
        Stream<OrderSnapshot> orders = Stream.concat(
                GENERATED.stream().limit(ORDERS / 2),
                SampleOrders.history(SEED).map(PastOrder::snapshot).limit(ORDERS / 2));
        long answered = orders.filter(order -> keepsItsPlace(order, with).source() != PrioritySource.FALLBACK)
                .count();
        assertThat(answered).as("seed %d", SEED).isGreaterThan(1_000);
    }

    @Test
    void a_model_that_speaks_in_money_scores_every_order_and_keeps_its_place() {
        Set<String> unknown = new TreeSet<>();
        for (LossModel model : List.of(LOSS_MODEL, SHIPPED)) {
            Decider with = decider(model.classifier(TIMELESS));
            GENERATED.forEach(order -> unknown.addAll(scoredInMoney(keepsItsPlace(order, with))));
        }
        assertThat(unknown)
                .as("missing and unseen values are among them")
                .contains("mode: absent", "lead time: absent", "category: never seen in training");
    }

    /** What was unknown of it. */
    private static List<String> scoredInMoney(Priority priority) {
        assertThat(priority.source()).isNotEqualTo(PrioritySource.FALLBACK);
        LossEstimate loss = Objects.requireNonNull(priority.loss());
        assertThat(loss.reasons().stream()
                        .map(reason -> reason.effect().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("the reasons add up, to the cent: %s", loss)
                .isEqualByComparingTo(loss.expectedLoss().amount());
        assertThat(loss.expectedLoss().amount()).isNotNegative();
        assertThat(loss.probabilityOfCost()).isBetween(0.0, 1.0);
        assertThat(loss.percentile()).isBetween(0.0, 100.0);
        List<PriorityClass> set = priority.candidates();
        assertThat(set)
                .as("an interval with the answered class")
                .contains(priority.priorityClass())
                .containsExactlyElementsOf(EnumSet.range(set.getFirst(), set.getLast()));
        return loss.evidence().unknown();
    }

    @Test
    void a_model_that_speaks_in_money_falls_back_out_of_time() {
        var ticker = new AtomicLong();
        long step = Duration.ofMillis(101).toNanos();
        LongSupplier late = () -> ticker.getAndAdd(step);
        fallsBack(LOSS_MODEL.classifier(new TimeBudget(Duration.ofMillis(100), late, late)), "time budget");
    }

    @Test
    void a_model_that_speaks_in_money_falls_back_when_it_fails() {
        Classifier classifier = LOSS_MODEL.classifier(TIMELESS);
        fallsBack(order -> classifier.assess(timeless(order)), "the classifier failed");
    }

    @Test
    void a_classifier_that_says_anything_at_all_keeps_its_place() {
        Decider with = decider(new Wild(new Random(SEED)));
        long raised = GENERATED.stream()
                .filter(order -> {
                    Priority priority = keepsItsPlace(order, with);
                    return priority.priorityClass().compareTo(priority.floor().priorityClass()) < 0;
                })
                .count();
        assertThat(raised).as("seed %d", SEED).isGreaterThan(1_000);
    }

    @Test
    void a_classifier_out_of_time_leaves_the_floor_but_at_least_p3() {
        var ticker = new AtomicLong();
        long step = Duration.ofMillis(101).toNanos();
        LongSupplier late = () -> ticker.getAndAdd(step);
        var budget = new TimeBudget(Duration.ofMillis(100), late, late);
        fallsBack(new TribuoClassifier(MODEL, Edition.SECOND, budget), "time budget");
    }

    @Test
    void a_classifier_that_fails_leaves_the_floor_but_at_least_p3() {
        // What an exception inside the classifier becomes: it meets an order without a moment of decision.
        var classifier = new TribuoClassifier(MODEL, Edition.SECOND, TIMELESS);
        fallsBack(
                order -> classifier.assess(timeless(order)),
                "the classifier failed with java.lang.IllegalStateException; the log has the details");
    }

    private void fallsBack(Classifier classifier, String reason) {
        Decider with = decider(classifier);
        GENERATED.forEach(order -> {
            Priority priority = with.decide(order, TraceLevel.NONE).priority();
            assertThat(priority.source()).as(order.requestId()).isEqualTo(PrioritySource.FALLBACK);
            assertThat(priority.reason()).contains(reason);
            assertThat(priority.priorityClass())
                    .as(order.requestId())
                    .isEqualTo(priority.floor().priorityClass().atLeast(PriorityClass.P3));
        });
    }

    private Priority keepsItsPlace(OrderSnapshot order, Decider with) {
        Decision asked = with.decide(order, TraceLevel.NONE);
        Decision alone = without.decide(order, TraceLevel.NONE);
        Disposition withIt = asked.recommendation().disposition();
        Disposition withoutIt = alone.recommendation().disposition();
        Priority priority = asked.priority();
        String which = String.format(Locale.ROOT, "%s, seed %d", order.requestId(), SEED);

        assertThat(priority.priorityClass())
                .as("never milder than the floor: %s", which)
                .isLessThanOrEqualTo(priority.floor().priorityClass());
        assertThat(priority.floor())
                .as("the floor is the rules' own: %s", which)
                .isEqualTo(alone.priority().floor());
        if (withoutIt.compareTo(Disposition.REVIEW) >= 0 || withIt.compareTo(Disposition.REVIEW) > 0) {
            assertThat(withIt)
                    .as("holds and rejections are the rules' own: %s", which)
                    .isEqualTo(withoutIt);
        }
        assertThat(withIt)
                .as("the most it does is to ask for a review: %s", which)
                .isIn(withoutIt, Disposition.REVIEW)
                .isGreaterThanOrEqualTo(withoutIt);
        assertThat(asked.exceptions()).isEqualTo(alone.exceptions());
        assertThat(asked.recommendation().actions())
                .isEqualTo(alone.recommendation().actions());
        assertThat(asked.recommendation().approvals())
                .isEqualTo(alone.recommendation().approvals());
        return priority;
    }

    private static Decider decider(Classifier classifier) {
        return new Decider(ONCE, classifier, RULES.taxonomy(), RULES.actions());
    }

    private static OrderSnapshot timeless(OrderSnapshot order) {
        return AlteredOrder.of(order, "asOf", null);
    }

    /** Says everything that the types allow: certain of P1, certain of P4, torn, strange, silent. */
    private record Wild(Random random) implements Classifier {
        @Override
        public Opinion assess(OrderSnapshot snapshot) {
            return switch (random.nextInt(10)) {
                case 0 -> new Opinion.OutOfRange(ANY, List.of("anything"), null);
                case 1 -> new Opinion.Abstained(ANY, "no mood");
                case 2, 3, 4 -> scored(1, 0, 0, 0);
                case 5, 6 -> scored(0, 0, 0, 1);
                default -> {
                    double p1 = random.nextDouble();
                    double p2 = (1 - p1) * random.nextDouble();
                    double p3 = (1 - p1 - p2) * random.nextDouble();
                    yield scored(p1, p2, p3, 1 - p1 - p2 - p3);
                }
            };
        }

        private Opinion scored(double p1, double p2, double p3, double p4) {
            PriorityClass any = List.of(PriorityClass.values()).get(random.nextInt(4));
            return new Opinion.Scored(
                    ANY,
                    new Probabilities(p1, p2, p3, p4),
                    new TreeSet<>(List.of(any)),
                    List.of(new Contribution("whim", 1, random.nextGaussian())),
                    null);
        }
    }
}
