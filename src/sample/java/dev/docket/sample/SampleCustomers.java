package dev.docket.sample;

import static dev.docket.sample.Dice.bounded;

import dev.docket.order.AccountStatus;
import dev.docket.order.Credit;
import dev.docket.order.CreditRelease;
import dev.docket.order.Customer;
import dev.docket.order.History;
import dev.docket.order.Licence;
import dev.docket.order.Segment;
import dev.docket.order.constraint.DeliveryDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Sample customers: credit on both sides of the limit, given what the order is worth. */
final class SampleCustomers {
    private final Dice dice;
    private final LocalDate today;
    private final BigDecimal net;

    SampleCustomers(Dice dice, LocalDate today, BigDecimal net) {
        this.dice = dice;
        this.today = today;
        this.net = net;
    }

    Customer customer() {
        return Draft.of(Customer.class)
                .set("customerId", dice.id("CUST", 300))
                .set("segment", dice.maybe(() -> dice.any(Segment.B, 0.4)))
                .set("accountStatus", dice.maybe(() -> dice.any(AccountStatus.ACTIVE, 0.93)))
                .set("credit", dice.maybe(this::credit))
                .set("deliveryDays", dice.rarely(0.3, this::deliveryDays))
                .set("routingGuideCarrier", dice.rarely(0.3, () -> dice.text("UPS", "DHL")))
                .set("otifTargetPct", dice.maybe(() -> dice.near("95", "90", "98.5")))
                .set("minRemainingShelfLifeDays", dice.rarely(0.3, () -> dice.between(0, 365)))
                .set("licences", dice.rarely(0.3, () -> dice.list(0, 3, this::licence)))
                .set("history", dice.maybe(this::history))
                .build();
    }

    private Credit credit() {
        BigDecimal limit = dice.chance(0.03)
                ? BigDecimal.ZERO
                : dice.amount(2_000, 200_000).max(net);
        return Draft.of(Credit.class)
                .set("limit", dice.maybe(() -> limit))
                .set("exposure", dice.maybe(() -> exposure(limit)))
                .set("overdueAmount", dice.maybe(() -> overdue(limit)))
                .set("oldestOverdueDays", dice.maybe(() -> dice.chance(0.8) ? 0 : dice.pick(5, 30, 31, 90, 91)))
                .set("dunningLevel", dice.maybe(() -> dice.chance(0.9) ? 0 : dice.between(1, 4)))
                .set("limitExpiresOn", dice.rarely(0.4, () -> dice.days(today, -1, 300)))
                .set("nextReviewOn", dice.rarely(0.4, () -> dice.days(today, -32, 300)))
                .set("accountTerms", dice.maybe(() -> dice.text("NET30", "NET30", "NET60")))
                .set("termsChangedOn", dice.rarely(0.2, () -> dice.days(today, -300, -13)))
                .set("prepaymentRequiredPct", dice.rarely(0.2, () -> dice.near("0", "30", "50")))
                .set("release", dice.rarely(0.15, this::release))
                .build();
    }

    /** Far below the limit, or at one of the shares of it that the policy looks at, this order included. */
    private BigDecimal exposure(BigDecimal limit) {
        String share = dice.chance(0.75) ? dice.pick("0.1", "0.3", "0.6") : dice.pick("0.9", "1", "1.05", "1.2");
        return dice.near(bounded(limit.multiply(new BigDecimal(share)).subtract(net)));
    }

    private BigDecimal overdue(BigDecimal limit) {
        return dice.chance(0.8)
                ? BigDecimal.ZERO
                : dice.near(dice.chance(0.5) ? new BigDecimal("500") : limit.movePointLeft(1));
    }

    private CreditRelease release() {
        return new CreditRelease(
                dice.near(net), dice.pick(BigDecimal.ZERO, BigDecimal.TEN), dice.days(today, -31, 0), 30, "J. Doe");
    }

    private List<DeliveryDay> deliveryDays() {
        List<DeliveryDay> some = Arrays.stream(DeliveryDay.values())
                .filter(day -> dice.chance(0.7))
                .toList();
        return some.isEmpty() ? List.of(DeliveryDay.MON) : some;
    }

    private Licence licence() {
        return new Licence(
                dice.text("EXPORT", "PHARMA", "ALCOHOL"), dice.text("US-CA", "DE-BY", "*"), dice.days(today, -1, 300));
    }

    private History history() {
        return new History(
                dice.maybe(() -> dice.chance(0.1) ? 0 : dice.between(1, 900)),
                dice.maybe(() -> dice.between(0, 60)),
                dice.maybe(dice::rate),
                dice.maybe(dice::rate),
                dice.maybe(dice::rate),
                dice.maybe(() -> dice.chance(0.8) ? 0 : dice.between(1, 5)),
                dice.maybe(() -> dice.chance(0.8) ? 0 : dice.between(1, 5)));
    }
}
