package dev.docket.priority.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.priority.reference.ReferenceSnapshot.Count;
import dev.docket.priority.reference.ReferenceSnapshot.TypicalOrder;
import dev.docket.priority.reference.Renewal.Met;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 3, 1);
    private static final List<MetOrder> ORDERS = SampleBusiness.orders(7)
            .map(PastOrder::snapshot)
            .map(MetOrder::of)
            .limit(900)
            .toList();

    @Test
    void the_same_orders_give_the_same_bytes() {
        assertThat(at(TODAY, everyTenthLate()).toBytes())
                .isEqualTo(at(TODAY, everyTenthLate()).toBytes());
        assertThat(at(TODAY, everyTenthLate()).toBytes())
                .isNotEqualTo(at(TODAY.plusDays(1), everyTenthLate()).toBytes());
    }

    @Test
    void an_outcome_counts_fourteen_days_after_the_day_after_its_promise_and_not_earlier() {
        MetOrder order = ORDERS.getFirst();
        LocalDate promised = Objects.requireNonNull(order.promised());
        List<Met> late = List.of(new Met(order, true, OptionalDouble.empty()));

        assertThat(at(promised.plusDays(14), late).outcomes())
                .as("too early to count")
                .isZero();
        assertThat(at(promised.plusDays(15), late).outcomes()).isOne();
    }

    @Test
    void early_reports_of_orders_on_time_do_not_lower_the_rates() {
        // Of the orders that are due now only those on time have been reported: late ones are still under way.
        List<Met> known = everyTenthLate();
        List<Met> early = known.stream()
                .filter(met -> met.order().isMature(TODAY) || Boolean.FALSE.equals(met.costly()))
                .toList();
        assertThat(early.size()).isLessThan(known.size());
        assertThat(at(TODAY, early).baseRate()).isEqualTo(at(TODAY, known).baseRate());
        assertThat(suppliers(at(TODAY, early))).isEqualTo(suppliers(at(TODAY, known)));
    }

    @Test
    void what_was_decided_after_the_moment_changes_nothing() {
        List<Met> until = everyTenthLate().stream()
                .filter(met -> met.order().decidedOn().isBefore(TODAY))
                .toList();
        assertThat(until.size()).isBetween(300, 800);
        assertThat(at(TODAY, everyTenthLate())).isEqualTo(at(TODAY, until));
    }

    @Test
    void an_order_past_its_promise_without_a_report_is_overdue_and_one_with_a_report_is_not() {
        MetOrder order = ORDERS.getFirst();
        LocalDate after = Objects.requireNonNull(order.promised()).plusDays(3);
        assertThat(supplierCount(at(after, List.of(met(order, null))), order).overdue())
                .isOne();
        assertThat(at(after, List.of(met(order, false))).counts().getOrDefault(Party.SUPPLIER, new TreeMap<>()))
                .as("reported, but not mature")
                .isEmpty();
        assertThat(at(after.plusDays(100), List.of(met(order, null)))
                        .counts()
                        .getOrDefault(Party.SUPPLIER, new TreeMap<>()))
                .as("nobody will report it any more")
                .isEmpty();
    }

    @Test
    void an_order_that_had_ended_when_it_was_decided_counts_from_the_next_day() {
        MetOrder order = ORDERS.getFirst();
        MetOrder closed = new MetOrder(
                order.decidedAt(),
                order.decidedOn().minusDays(20),
                order.currency(),
                order.parties(),
                order.value(),
                order.quantity(),
                order.unitPrice(),
                order.leadDays(),
                order.otif());
        assertThat(closed.countsFrom()).isEqualTo(order.decidedOn().plusDays(1));
        assertThat(closed.isMature(order.decidedOn().plusDays(10)))
                .as("nothing of it was known when it was decided")
                .isFalse();
    }

    @Test
    void a_supplier_that_is_late_more_often_has_a_higher_rate_and_the_typical_order_is_the_median() {
        ReferenceSnapshot reference = at(
                LocalDate.of(2025, 4, 15),
                IntStream.range(0, ORDERS.size())
                        .mapToObj(i -> met(
                                ORDERS.get(i),
                                "VENDOR-3".equals(ORDERS.get(i).parties().get(Party.SUPPLIER))))
                        .toList());
        Count late = Objects.requireNonNull(suppliers(reference).get("VENDOR-3"));
        Count other = Objects.requireNonNull(suppliers(reference).get("VENDOR-5"));
        assertThat(late.costly()).isEqualTo(late.orders()).isPositive();
        assertThat(other.costly()).isZero();
        double[] recent = ORDERS.subList(400, 900).stream()
                .mapToDouble(MetOrder::value)
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        assertThat(reference.typicalIn("USD").value()).isEqualTo(recent[recent.length / 2]);
        assertThat(reference.typicalIn("CHF")).isEqualTo(reference.typicalIn(null));
    }

    @Test
    void the_distribution_of_losses_is_that_of_the_answers_once_there_are_enough() {
        assertThat(at(TODAY, everyTenthLate()).lossMultiples()).isEqualTo(before().lossMultiples());
        List<Met> answered = ORDERS.stream()
                .limit(300)
                .map(order -> new Met(order, null, OptionalDouble.of(50)))
                .toList();
        ReferenceSnapshot reference = at(TODAY, answered);
        double multiple = 50 / reference.typicalIn("USD").value();
        assertThat(reference.lossMultiples())
                .allSatisfy(each -> assertThat(each).isCloseTo(multiple, within(1e-6)));
    }

    @Test
    void sets_follow_mature_outcomes_that_the_model_had_judged_and_nothing_else() {
        SetCalibration sets = new SetCalibration(
                List.of(0.3, 0.3, 0.3, 0.3), multiple -> multiple > 0 ? PriorityClass.P1 : PriorityClass.P4);
        Probabilities mild = new Probabilities(0.1, 0.1, 0.1, 0.7);
        List<Met> missed = judged(ORDERS, mild, 100);
        List<Double> followed = followed(missed, sets);

        assertThat(followed.getFirst())
                .as("it goes to what the model says of such orders")
                .isCloseTo(0.1, within(0.02));
        assertThat(followed.subList(1, 4)).isEqualTo(sets.leastProbabilities().subList(1, 4));
        assertThat(followed(judged(ORDERS, mild, 0), sets).getLast())
                .as("every P4 was covered")
                .isGreaterThan(0.3);
        List<Met> mature =
                missed.stream().filter(met -> met.order().isMature(TODAY)).toList();
        assertThat(mature.size()).isLessThan(missed.size());
        assertThat(followed(mature, sets)).as("early reports count for nothing").isEqualTo(followed);
        assertThat(followed(everyTenthLate(), sets))
                .as("the model had said nothing")
                .isEmpty();
        assertThat(at(TODAY, missed).leastProbabilities())
                .as("nobody asked for it")
                .isEmpty();
    }

    private static List<Double> followed(List<Met> met, SetCalibration sets) {
        return Renewal.of(met, before(), TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), sets)
                .leastProbabilities();
    }

    private static List<Met> judged(List<MetOrder> orders, Probabilities said, double lost) {
        return orders.stream()
                .map(order -> new Met(order, lost > 0, OptionalDouble.empty(), new Renewal.Hindsight(said, lost)))
                .toList();
    }

    private static List<Met> everyTenthLate() {
        List<Met> met = new ArrayList<>();
        for (int i = 0; i < ORDERS.size(); i++) {
            met.add(met(ORDERS.get(i), i % 10 == 0));
        }
        return met;
    }

    private static Met met(MetOrder order, @Nullable Boolean costly) {
        return new Met(order, costly, OptionalDouble.empty());
    }

    private static ReferenceSnapshot at(LocalDate day, List<Met> met) {
        return Renewal.of(met, before(), day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Map<String, Count> suppliers(ReferenceSnapshot reference) {
        return Objects.requireNonNull(reference.counts().get(Party.SUPPLIER));
    }

    private static Count supplierCount(ReferenceSnapshot reference, MetOrder of) {
        return Objects.requireNonNull(suppliers(reference).get(of.parties().get(Party.SUPPLIER)));
    }

    private static ReferenceSnapshot before() {
        TreeMap<String, TypicalOrder> typical = new TreeMap<>();
        typical.put(ReferenceSnapshot.ANY, new TypicalOrder(10_000, 10, 10, 10));
        return new ReferenceSnapshot(
                Instant.EPOCH, LossEstimate.Basis.PRIOR, 0, 0.1, typical, Map.of(), List.of(0.0, 0.25, 1.0));
    }
}
