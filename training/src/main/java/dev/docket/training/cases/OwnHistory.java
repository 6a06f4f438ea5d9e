package dev.docket.training.cases;

import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.Renewal;
import dev.docket.training.config.OutcomeCost;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a deployment decided, and what became of it.
 *
 * @param orders those with an outcome, oldest first
 * @param met all of them, for the snapshot, oldest first
 * @param at the moment up to which it counts
 */
public record OwnHistory(List<OwnOrder> orders, List<Renewal.Met> met, Instant at) {
    public OwnHistory {
        orders = List.copyOf(orders);
        met = List.copyOf(met);
    }

    /**
     * The orders to learn from and to judge by: those of which everyone who would report an outcome should have done so. Who
     * learned from early reports would learn from too few late orders.
     */
    List<OwnOrder> mature() {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return orders.stream()
                .filter(own -> !own.order().now().isAfter(at))
                .filter(own -> MetOrder.of(own.order()).isMature(today))
                .toList();
    }

    /**
     * Cases of a deployment, in order of time.
     *
     * @param costs what outcomes cost where nobody reported it
     */
    public List<Case> cases(OutcomeCost costs) {
        return mature().stream()
                .map(own -> Case.of(own, costs))
                .sorted(Case.BY_TIME)
                .toList();
    }

    /** How many orders have an outcome that does not count yet. */
    public int early() {
        return orders.size() - mature().size();
    }
}
