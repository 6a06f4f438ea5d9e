package dev.docket.priority.reference;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Makes a reference snapshot from what a deployment decided and what became of it: a pure function of both and of the moment.
 * Only mature outcomes count, and nothing that was decided after the moment.
 */
public final class Renewal {
    /** With fewer orders the snapshot that there is says more. */
    public static final int FEWEST_ORDERS = 200;

    private static final int RECENT_LOSSES = 1_000;

    private Renewal() {}

    /**
     * A decided order, and what became of it.
     *
     * @param costly whether it ended late, cancelled or as fraud; absent when nobody reported how it ended
     * @param expectedLoss in its currency, as answered; absent when the model gave none
     * @param hindsight absent when the model that is now asked had not answered, or it is not known what the order cost
     */
    public record Met(
            MetOrder order,
            @Nullable Boolean costly,
            OptionalDouble expectedLoss,
            @Nullable Hindsight hindsight) {
        public Met(MetOrder order, @Nullable Boolean costly, OptionalDouble expectedLoss) {
            this(order, costly, expectedLoss, null);
        }
    }

    /**
     * What the model had said of an order, and what it really lost.
     *
     * @param lost in the order's currency, not below zero
     */
    public record Hindsight(Probabilities said, double lost) {}

    private record Event(LocalDate on, int place, Runnable happens) {}

    /**
     * The snapshot as of a moment.
     *
     * @param met oldest first
     * @param before what holds for what these orders do not say
     */
    public static ReferenceSnapshot of(List<Met> met, ReferenceSnapshot before, Instant takenAt) {
        return of(met, before, takenAt, null);
    }

    /**
     * The snapshot as of a moment, with thresholds for prediction sets that follow the outcomes.
     *
     * @param met oldest first
     * @param before what holds for what these orders do not say
     * @param sets what the thresholds begin with; null to leave those of the model
     */
    public static ReferenceSnapshot of(
            List<Met> met, ReferenceSnapshot before, Instant takenAt, @Nullable SetCalibration sets) {
        LocalDate today = LocalDate.ofInstant(takenAt, ZoneOffset.UTC);
        List<Met> known = met.stream()
                .filter(one -> !one.order().decidedAt().isAfter(takenAt))
                .toList();
        ReferenceBuilder builder = new ReferenceBuilder();
        List<Event> events = new ArrayList<>();
        for (Met one : known) {
            MetOrder order = one.order();
            builder.decided(order);
            Boolean costly = one.costly();
            if (costly != null && order.isMature(today)) {
                events.add(new Event(
                        order.countsFrom(), events.size(), () -> builder.matured(order, order.countsFrom(), costly)));
            }
            if (costly == null && order.isOverdue(today)) {
                events.add(new Event(order.countsFrom(), events.size(), () -> builder.overdue(order, true)));
            }
        }
        events.stream()
                .sorted(Comparator.comparing(Event::on).thenComparingInt(Event::place))
                .forEach(event -> event.happens().run());
        ReferenceSnapshot counted = builder.at(
                takenAt, LossEstimate.Basis.OWN, before.typicalIn(null).value(), before.lossMultiples());
        ReferenceSnapshot renewed = counted.withLosses(losses(known, counted));
        return sets == null ? renewed : renewed.withSets(followed(known, renewed, sets));
    }

    /** The thresholds after all mature outcomes, in the order in which they became known; none when there are none. */
    private static List<Double> followed(List<Met> known, ReferenceSnapshot counted, SetCalibration sets) {
        LocalDate today = LocalDate.ofInstant(counted.takenAt(), ZoneOffset.UTC);
        TrackedThresholds thresholds =
                new TrackedThresholds(sets.leastProbabilities(), SetCalibration.COVERAGE, TrackedThresholds.STEP);
        known.stream()
                .filter(one -> one.order().isMature(today))
                .sorted(Comparator.comparing(one -> one.order().countsFrom()))
                .forEach(one -> {
                    Hindsight hindsight = one.hindsight();
                    if (hindsight != null) {
                        double typical =
                                counted.typicalIn(one.order().currency()).value();
                        PriorityClass truth = sets.classOfLoss().apply(hindsight.lost() / typical);
                        thresholds.learn(truth, hindsight.said().of(truth));
                    }
                });
        return thresholds.now();
    }

    /** The quantiles of the last thousand expected losses; as before when there are too few. */
    private static List<Double> losses(List<Met> known, ReferenceSnapshot counted) {
        double[] multiples = known.stream()
                .filter(one -> one.expectedLoss().isPresent())
                .mapToDouble(one -> Math.max(0, one.expectedLoss().getAsDouble())
                        / counted.typicalIn(one.order().currency()).value())
                .toArray();
        if (multiples.length < FEWEST_ORDERS) {
            return counted.lossMultiples();
        }
        int from = Math.max(0, multiples.length - RECENT_LOSSES);
        return LossQuantiles.of(Arrays.copyOfRange(multiples, from, multiples.length));
    }
}
