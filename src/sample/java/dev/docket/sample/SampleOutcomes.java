package dev.docket.sample;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.Shipment;
import dev.docket.order.TransportMode;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Made-up outcomes that a model can partly foresee: enough to show that the pipeline works, no more. */
final class SampleOutcomes {
    private SampleOutcomes() {}

    /** @param shipment orders of one shipment are late together, so its number draws the lateness */
    static Outcome of(OrderSnapshot snapshot, Dice dice, long shipment) {
        double risk = -2.6
                + 3 * rate(snapshot.order().lines().getFirst().supplierLateRate())
                + 2 * laneRisk(snapshot.shipment());
        double luck = new SplittableRandom(shipment).split().nextDouble();
        boolean late = luck < 1 / (1 + Math.exp(-risk));
        int daysLate = late ? 1 + (int) (25 * Math.pow(luck, 2)) + dice.between(0, 9) : -dice.between(0, 4);
        return new Outcome(daysLate, dice.chance(0.01), dice.chance(0.003));
    }

    private static double laneRisk(@Nullable Shipment shipment) {
        if (shipment == null) {
            return 0;
        }
        return rate(shipment.laneLateRate()) + (shipment.mode() == TransportMode.OCEAN ? 0.5 : 0);
    }

    private static double rate(@Nullable BigDecimal rate) {
        return rate == null ? 0.2 : rate.doubleValue();
    }
}
