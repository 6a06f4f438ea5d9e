package dev.docket.sample;

import dev.docket.order.AddressValidation;
import dev.docket.order.Hold;
import dev.docket.order.Screening;
import dev.docket.order.ScreeningList;
import dev.docket.order.ScreeningStatus;
import dev.docket.order.ServiceLevel;
import dev.docket.order.ShipTo;
import dev.docket.order.Shipment;
import dev.docket.order.Signal;
import dev.docket.order.TransportMode;
import dev.docket.order.Warehouse;
import dev.docket.order.constraint.SignalCodeList;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The rest of a sample snapshot: address, screening, transport, warehouse, signals and holds. */
final class SampleLogistics {
    private final Dice dice;
    private final Instant now;
    private final LocalDate today;

    SampleLogistics(Dice dice, Instant now, LocalDate today) {
        this.dice = dice;
        this.now = now;
        this.today = today;
    }

    ShipTo shipTo() {
        return new ShipTo(
                dice.maybe(() -> dice.id("PARTY", 300)),
                dice.maybe(() -> dice.text("Clinic Store", "Ministry of Health", "Müller GmbH")),
                dice.chance(0.01) ? dice.pick("CU", "IR", "KP", "SY") : dice.pick("US", "US", "DE", "ZA", "NG", "VN"),
                dice.maybe(() -> dice.text("US-CA", "DE-BY", "ZA-GP")),
                dice.maybe(() -> dice.text("90210", "80331")),
                dice.maybe(() -> dice.chance(0.2)),
                dice.maybe(() -> dice.chance(0.05)),
                dice.maybe(() -> dice.chance(0.05)),
                dice.maybe(() -> dice.chance(0.7)),
                dice.maybe(() -> dice.any(AddressValidation.VALID, 0.9)));
    }

    Screening screening() {
        return new Screening(
                dice.maybe(() -> dice.any(ScreeningStatus.CLEAR, 0.95)),
                dice.rarely(0.05, () -> dice.any(ScreeningList.OTHER, 0.2)),
                dice.maybe(() -> dice.chance(0.8) ? ago(Duration.ofHours(3)) : nearly(ago(Duration.ofHours(24)))));
    }

    Shipment shipment() {
        BigDecimal weight = dice.amount(0.2, 9_000);
        return Draft.of(Shipment.class)
                .set("carrier", dice.maybe(() -> dice.text("UPS", "DHL", "MAERSK")))
                .set("mode", dice.maybe(() -> dice.pick(TransportMode.values())))
                .set("serviceLevel", dice.maybe(() -> dice.pick(ServiceLevel.values())))
                .set("cutoffAt", dice.rarely(0.3, () -> nearly(now.plus(Duration.ofMinutes(30)))))
                .set("packed", dice.maybe(() -> dice.chance(0.5)))
                .set("plannedDeliveryDate", dice.maybe(() -> dice.days(today, 0, 40)))
                .set("scheduledTransitDays", dice.maybe(() -> dice.between(0, 60)))
                .set("weightKg", dice.maybe(() -> weight))
                .set(
                        "carrierMaxWeightKg",
                        dice.maybe(() ->
                                dice.chance(0.8) ? weight.add(weight).min(new BigDecimal("1E15")) : dice.near(weight)))
                .set("quotedCost", dice.maybe(() -> dice.amount(3, 3_000)))
                .set("carrierLateRate", dice.maybe(dice::rate))
                .set("laneLateRate", dice.maybe(dice::rate))
                .build();
    }

    Warehouse warehouse() {
        return Draft.of(Warehouse.class)
                .set("nodeId", dice.maybe(() -> dice.id("DC", 6)))
                .set("capacityUsedPct", dice.maybe(() -> dice.near("60", "80", "95")))
                .build();
    }

    Signal signal() {
        return new Signal(
                dice.text("A1", "AO", "BS", "DELIVERY_MISSED", "X6"),
                dice.maybe(() -> dice.pick(SignalCodeList.values())),
                dice.maybe(() -> dice.text("carrier", "project44")),
                ago(Duration.ofHours(dice.between(0, 72))));
    }

    Hold hold() {
        return new Hold(
                dice.text("CREDIT", "QUALITY"),
                ago(Duration.ofDays(dice.between(0, 9))),
                dice.rarely(0.5, () -> now),
                dice.maybe(() -> dice.text("CREDIT_ANALYST")));
    }

    private Instant ago(Duration duration) {
        return now.minus(duration);
    }

    /** The instant itself, or a millisecond beside it. */
    private Instant nearly(Instant instant) {
        return instant.plusMillis(dice.between(-1, 1));
    }
}
