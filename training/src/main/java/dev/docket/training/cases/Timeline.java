package dev.docket.training.cases;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.ReferenceBuilder;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Goes through past orders day by day, as a service would have met them, and gives each the snapshot of its day: decisions
 * and outcomes of earlier days only.
 */
public final class Timeline {
    /** An expected loss is no part of the inputs, so any distribution will do. */
    private static final List<Double> NO_LOSSES = List.of(0.0, 1.0);

    private final ReferenceBuilder builder = new ReferenceBuilder();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::on).thenComparingInt(Event::place));
    private final double typicalOrderValue;

    private record Event(LocalDate on, int place, Runnable happens) {}

    private Timeline(double typicalOrderValue) {
        this.typicalOrderValue = typicalOrderValue;
    }

    /** A past order and what was known when it was decided. */
    public record Moment(Case one, ReferenceSnapshot reference) {
        /** What a typical order was worth then, in the order's currency. */
        public double typicalValue() {
            return reference.typicalFor(one.snapshot()).value();
        }

        /** What the outcome cost, as a multiple of that. */
        public double costMultiple() {
            return one.cost() / typicalValue();
        }
    }

    /** What was met, and the snapshot at its end. */
    public record Past(List<Moment> moments, ReferenceSnapshot end) {
        /** The moments whose outcome was open when the decision was due: those to learn from. */
        public List<Moment> open() {
            return moments.stream().filter(moment -> moment.one().isOpen()).toList();
        }
    }

    /** @param cases in order of time, closed ones too: their outcomes count for others */
    public static Past of(List<Case> cases, double typicalOrderValue) {
        Timeline timeline = new Timeline(typicalOrderValue);
        List<Moment> moments = new ArrayList<>(cases.size());
        List<Case> today = new ArrayList<>();
        LocalDate day = cases.getFirst().day();
        ReferenceSnapshot reference = timeline.at(day);
        for (Case one : cases) {
            if (!one.day().equals(day)) {
                today.forEach(timeline::decided);
                today.clear();
                day = one.day();
                reference = timeline.at(day);
            }
            today.add(one);
            moments.add(new Moment(one, reference));
        }
        today.forEach(timeline::decided);
        return new Past(moments, timeline.at(day.plusDays(1)));
    }

    private ReferenceSnapshot at(LocalDate day) {
        while (!events.isEmpty() && !events.element().on().isAfter(day)) {
            events.remove().happens().run();
        }
        return builder.at(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(), LossEstimate.Basis.PRIOR, typicalOrderValue, NO_LOSSES);
    }

    private void decided(Case one) {
        MetOrder order = MetOrder.of(one.snapshot());
        LocalDate from = order.countsFrom();
        builder.decided(order);
        add(from, () -> builder.matured(order, from, one.isCostly()));
        if (one.isLate() && one.deliveredOn().isAfter(from)) {
            add(from, () -> builder.overdue(order, true));
            add(one.deliveredOn(), () -> builder.overdue(order, false));
        }
    }

    private void add(LocalDate on, Runnable happens) {
        events.add(new Event(on, events.size(), happens));
    }
}
