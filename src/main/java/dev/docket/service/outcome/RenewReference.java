package dev.docket.service.outcome;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.ModelException;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.LossQuantiles;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.loss.ReferenceBuilder;
import dev.docket.priority.loss.ReferenceSnapshot;
import dev.docket.priority.loss.RenewedModel;
import dev.docket.service.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Makes a reference snapshot from the decisions and outcomes of a journal: a pure function of both and of the moment.
 *
 * <p>An outcome counts only once its whole cohort should have one: orders that are late are reported later than those on time,
 * and rates that counted early reports would begin too low.
 */
public final class RenewReference {
    /** With fewer orders the shipped distribution of losses says more. */
    public static final int FEWEST_ORDERS = 200;

    private static final double PERCENT = 100;
    private static final int RECENT_LOSSES = 1_000;
    private static final int DAYS_TO_MATURE = 14;
    private static final int DAYS_WITHOUT_PROMISE = 30;
    private static final int LONGEST_OVERDUE = 90;

    private RenewReference() {}

    /** There is nothing to renew from, or no model that knows a snapshot; the message says what to do. */
    public static final class NotRenewableException extends RuntimeException {
        NotRenewableException(String message) {
            super(message);
        }

        NotRenewableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Gives the current model a snapshot of a journal, in a new folder.
     *
     * @param data the folder with the journal
     * @param models a folder such as {@code models/priority}
     * @return what was done, for people
     * @throws NotRenewableException if there are too few orders, or the model cannot be used
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public static List<String> renew(Path data, Path models, Instant takenAt) {
        List<PastDecisions.Past> past = PastDecisions.read(data);
        if (past.size() < FEWEST_ORDERS) {
            throw new NotRenewableException(String.format(
                    Locale.ROOT,
                    "The journal has %,d orders; a snapshot of fewer than %,d says less than the one there is.",
                    past.size(),
                    FEWEST_ORDERS));
        }
        try {
            if (!(ModelLoader.current(models) instanceof LossModel model)) {
                throw new NotRenewableException(
                        "The current model of %s knows no reference snapshot.%nTrain a model of version 4 or later."
                                .formatted(models));
            }
            ReferenceSnapshot renewed = of(past, model.reference(), takenAt);
            Path folder = RenewedModel.write(models, renewed);
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "snapshot of %,d orders, %,d mature outcomes, %.1f %% of them costly lately",
                            past.size(),
                            renewed.outcomes(),
                            PERCENT * renewed.baseRate()),
                    "wrote %s, snapshot %s".formatted(folder, Digest.over(renewed.toBytes())));
        } catch (ModelException unusable) {
            throw new NotRenewableException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private record Event(LocalDate on, int place, Runnable happens) {}

    /**
     * The snapshot as of a moment.
     *
     * @param past oldest first
     * @param before what holds for what the journal does not say
     */
    public static ReferenceSnapshot of(List<PastDecisions.Past> past, ReferenceSnapshot before, Instant takenAt) {
        LocalDate today = LocalDate.ofInstant(takenAt, ZoneOffset.UTC);
        ReferenceBuilder builder = new ReferenceBuilder();
        List<Event> events = new ArrayList<>();
        for (PastDecisions.Past one : past) {
            if (one.order().now().isAfter(takenAt)) {
                continue;
            }
            OrderSnapshot order = one.order();
            builder.decided(order);
            LocalDate due = due(order);
            Feedback outcome = one.outcome();
            if (outcome != null && !due.plusDays(DAYS_TO_MATURE).isAfter(today)) {
                events.add(new Event(due, events.size(), () -> builder.matured(order, due, outcome.isCostly())));
            }
            if (outcome == null && isOverdue(order, today)) {
                events.add(new Event(due, events.size(), () -> builder.overdue(order, true)));
            }
        }
        events.stream()
                .sorted(Comparator.comparing(Event::on).thenComparing(Event::place))
                .forEach(event -> event.happens().run());
        ReferenceSnapshot counted = builder.at(
                takenAt, LossEstimate.Basis.OWN, before.typicalIn(null).value(), before.lossMultiples());
        return counted.withLosses(losses(past, counted, takenAt));
    }

    /** The day from which an outcome counts. */
    private static LocalDate due(OrderSnapshot order) {
        LocalDate decided = LocalDate.ofInstant(order.now(), ZoneOffset.UTC);
        LocalDate promised = order.order().promisedDeliveryDate();
        LocalDate due = promised == null ? decided.plusDays(DAYS_WITHOUT_PROMISE) : promised.plusDays(1);
        return due.isAfter(decided) ? due : decided.plusDays(1);
    }

    private static boolean isOverdue(OrderSnapshot order, LocalDate today) {
        LocalDate promised = order.order().promisedDeliveryDate();
        return promised != null && promised.isBefore(today) && promised.isAfter(today.minusDays(LONGEST_OVERDUE));
    }

    /** The quantiles of the last thousand expected losses; as before when there are too few. */
    private static List<Double> losses(List<PastDecisions.Past> past, ReferenceSnapshot counted, Instant takenAt) {
        double[] multiples = past.stream()
                .filter(one -> !one.order().now().isAfter(takenAt))
                .flatMap(one -> one.expectedLoss().stream()
                        .map(loss -> Math.max(0, loss)
                                / counted.typicalFor(one.order()).value()))
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (multiples.length < FEWEST_ORDERS) {
            return counted.lossMultiples();
        }
        int from = Math.max(0, multiples.length - RECENT_LOSSES);
        return LossQuantiles.of(Arrays.copyOfRange(multiples, from, multiples.length));
    }
}
