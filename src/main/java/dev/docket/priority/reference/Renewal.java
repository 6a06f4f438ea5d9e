package dev.docket.priority.reference;

import dev.docket.decision.urgency.LossEstimate;
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
     */
    public record Met(MetOrder order, @Nullable Boolean costly, OptionalDouble expectedLoss) {}

    private record Event(LocalDate on, int place, Runnable happens) {}

    /**
     * The snapshot as of a moment.
     *
     * @param met oldest first
     * @param before what holds for what these orders do not say
     */
    public static ReferenceSnapshot of(List<Met> met, ReferenceSnapshot before, Instant takenAt) {
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
        return counted.withLosses(losses(known, counted));
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
