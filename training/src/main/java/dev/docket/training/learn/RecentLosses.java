package dev.docket.training.learn;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.reference.LossQuantiles;
import dev.docket.training.cases.Timeline.Moment;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The distribution of what a model expects recent orders to lose; renewed once a day, never by an order in flight. */
public final class RecentLosses {
    private static final int RECENT = 1_000;

    private final Deque<Double> multiples = new ArrayDeque<>();
    private List<Double> quantiles = List.of(0.0, 1.0);
    private @Nullable LocalDate day;

    private RecentLosses() {}

    /** @param moments in order of time */
    public static RecentLosses of(Hurdle hurdle, LossPolicy policy, List<Moment> moments) {
        RecentLosses losses = new RecentLosses();
        List<Moment> recent = moments.subList(Math.max(0, moments.size() - RECENT), moments.size());
        List<OrderFacts> facts = Fitting.facts(hurdle.drivers(), recent);
        for (int i = 0; i < recent.size(); i++) {
            Moment moment = recent.get(i);
            losses.add(Forecast.of(hurdle, moment, facts.get(i), policy).expectedLoss() / moment.typicalValue());
        }
        losses.renew();
        return losses;
    }

    /** A day begins: what was added before counts from now on. */
    public void begin(LocalDate next) {
        if (!next.equals(day)) {
            day = next;
            renew();
        }
    }

    private void renew() {
        if (!multiples.isEmpty()) {
            quantiles = LossQuantiles.of(
                    multiples.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** @param multiple of the typical order value */
    public void add(double multiple) {
        multiples.addLast(multiple);
        if (multiples.size() > RECENT) {
            multiples.removeFirst();
        }
    }

    /** As multiples of the typical order value, from the least to the greatest. */
    public List<Double> quantiles() {
        return quantiles;
    }
}
