package dev.docket.sample;

import static dev.docket.sample.Dice.bounded;

import dev.docket.order.AllocationStrategy;
import dev.docket.order.AvsResult;
import dev.docket.order.Channel;
import dev.docket.order.Line;
import dev.docket.order.Order;
import dev.docket.order.OrderStatus;
import dev.docket.order.OrderType;
import dev.docket.order.PaymentAuthorization;
import dev.docket.order.PaymentMethod;
import dev.docket.order.PaymentStatus;
import dev.docket.order.PossibleDuplicate;
import dev.docket.order.ShipCompletePolicy;
import dev.docket.order.Source;
import dev.docket.order.SubstitutionPolicy;
import dev.docket.order.TaxCertificate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The head of a sample order. */
final class SampleHeader {
    private static final BigDecimal TAX = new BigDecimal("1.19");

    private final Dice dice;
    private final Instant now;
    private final LocalDate today;
    private final BigDecimal net;
    private final Instant createdAt;

    SampleHeader(Dice dice, Instant now, LocalDate today, BigDecimal net) {
        this.dice = dice;
        this.now = now;
        this.today = today;
        this.net = net;
        this.createdAt = now.minus(Duration.ofHours(dice.between(0, 24 * 60)));
    }

    Source source() {
        return new Source(
                dice.maybe(() -> dice.text("SAP", "NetSuite")), dice.maybe(() -> dice.pick(Channel.values())));
    }

    Order order(String orderId, List<Line> lines) {
        BigDecimal gross = bounded(net.multiply(TAX));
        return Draft.of(Order.class)
                .set("orderId", orderId)
                .set("version", dice.maybe(() -> dice.between(1, 4)))
                .set("type", dice.maybe(() -> dice.any(OrderType.STANDARD, 0.7)))
                .set("status", dice.maybe(() -> dice.any(OrderStatus.BOOKED, 0.4)))
                .set("purchaseOrderNo", dice.maybe(() -> dice.text("PO-1", "PO-2")))
                .set("contractNo", dice.rarely(0.3, () -> dice.text("C-77")))
                .set("currency", dice.pick("USD", "USD", "EUR", "GBP", "JPY"))
                .set("createdAt", createdAt)
                .set("requestedDeliveryDate", dice.maybe(() -> dice.days(today, -2, 40)))
                .set("promisedDeliveryDate", dice.maybe(() -> dice.days(today, -2, 40)))
                .set("cancelAfter", dice.rarely(0.3, () -> dice.days(today, -1, 60)))
                .set("netAmount", net)
                .set("grossAmount", dice.maybe(() -> gross))
                .set("discountPct", dice.maybe(() -> dice.chance(0.8) ? BigDecimal.ZERO : dice.near("10", "25", "60")))
                .set("paymentTerms", dice.maybe(() -> dice.text("NET30", "NET30", "NET60")))
                .set("paymentMethod", dice.maybe(() -> dice.any(PaymentMethod.ON_ACCOUNT, 0.5)))
                .set("prepaidAmount", dice.rarely(0.3, () -> dice.near(net.multiply(new BigDecimal("0.3")))))
                .set("paymentAuthorization", dice.rarely(0.4, () -> authorization(gross)))
                .set("shipCompletePolicy", dice.maybe(() -> dice.any(ShipCompletePolicy.PARTIAL_ALLOWED, 0.4)))
                .set("maxShipments", dice.maybe(() -> dice.between(1, 4)))
                .set("shipmentsSoFar", dice.maybe(() -> dice.between(0, 3)))
                .set("substitutionPolicy", dice.maybe(() -> dice.any(SubstitutionPolicy.EQUIVALENT, 0.4)))
                .set("allocationStrategy", dice.rarely(0.3, () -> dice.pick(AllocationStrategy.values())))
                .set("taxExempt", dice.rarely(0.3, () -> dice.chance(0.5)))
                .set("taxCertificate", dice.rarely(0.2, this::certificate))
                .set("changeRequested", dice.rarely(0.2, () -> dice.chance(0.5)))
                .set("possibleDuplicates", dice.rarely(0.2, () -> dice.list(0, 3, this::duplicate)))
                .set("lines", lines)
                .build();
    }

    private PaymentAuthorization authorization(BigDecimal gross) {
        return new PaymentAuthorization(
                dice.maybe(() -> dice.any(PaymentStatus.AUTHORIZED, 0.8)),
                dice.maybe(() -> dice.near(gross)),
                dice.maybe(() -> now.plusMillis(dice.pick(-1, 0, 1, 3_600_000))),
                dice.maybe(() -> dice.any(AvsResult.MATCH, 0.8)),
                dice.maybe(() -> dice.chance(0.8) ? 0 : dice.between(1, 4)));
    }

    private TaxCertificate certificate() {
        return new TaxCertificate(dice.maybe(() -> dice.text("TX-1")), dice.maybe(() -> dice.days(today, -1, 300)));
    }

    private PossibleDuplicate duplicate() {
        long millis = dice.pick(1, -1) * Duration.ofDays(3).toMillis() + dice.between(-1, 1);
        return new PossibleDuplicate(
                dice.id("SO-DUP", 90),
                dice.chance(0.5) ? createdAt.plusMillis(millis) : createdAt.plusSeconds(dice.between(0, 500)),
                dice.chance(0.7));
    }
}
