package dev.docket.sample;

import static dev.docket.sample.Dice.bounded;
import static dev.docket.sample.Dice.hundredths;

import dev.docket.order.AlternateNode;
import dev.docket.order.Hazmat;
import dev.docket.order.ItemStatus;
import dev.docket.order.Line;
import dev.docket.order.Lot;
import dev.docket.order.LotStatus;
import dev.docket.order.Substitute;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sample lines: stock, prices and lots on both sides of every threshold of the default policy. */
final class SampleLines {
    private static final BigDecimal TINY = new BigDecimal("0.000001");

    private final Dice dice;
    private final LocalDate today;

    SampleLines(Dice dice, LocalDate today) {
        this.dice = dice;
        this.today = today;
    }

    List<Line> lines() {
        int count = dice.chance(0.002) ? 500 : dice.chance(0.03) ? dice.between(9, 40) : dice.between(1, 5);
        return IntStream.rangeClosed(1, count).mapToObj(this::line).toList();
    }

    private Line line(int number) {
        BigDecimal quantity = dice.chance(0.9)
                ? BigDecimal.valueOf(dice.between(1, 500))
                : dice.amount(1, 5_000).max(TINY);
        BigDecimal price = dice.chance(0.03) ? BigDecimal.ZERO : dice.amount(0.5, 900);
        return Draft.of(Line.class)
                .set("lineId", "L" + number)
                .set("itemId", dice.id("ITEM", 400))
                .set("itemStatus", dice.maybe(() -> dice.any(ItemStatus.ACTIVE, 0.95)))
                .set("category", dice.maybe(() -> dice.text("ARV", "HRDT", "tools", "toys", "spares")))
                .set("uom", dice.maybe(() -> dice.text("EA", "BX", "KG")))
                .set("orderedQty", quantity)
                .set("availableQty", dice.maybe(() -> around(quantity, 0.8)))
                .set("allocatedQty", dice.maybe(() -> around(quantity, 0.9)))
                .set("pickedQty", dice.maybe(() -> around(quantity, 0.9)))
                .set(
                        "packMultiple",
                        dice.maybe(
                                () -> dice.pick(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("12"))))
                .set("maxQty", dice.rarely(0.3, () -> around(quantity, 0.7)))
                .set(
                        "meanQty90d",
                        dice.maybe(() -> dice.chance(0.7) ? dice.amount(1, 400) : bounded(dice.near(fifth(quantity)))))
                .set("unitPrice", price)
                .set("contractPrice", dice.rarely(0.4, () -> contractPrice(price)))
                .set("unitCost", dice.maybe(() -> unitCost(price)))
                .set("noCharge", dice.rarely(0.1, () -> dice.chance(0.5)))
                .set("onContract", dice.rarely(0.4, () -> dice.chance(0.8)))
                .set("restockEta", dice.rarely(0.3, () -> dice.days(today, -2, 30)))
                .set("leadTimeDays", dice.maybe(() -> dice.between(0, 30)))
                .set("supplierId", dice.maybe(() -> dice.id("VENDOR", 40)))
                .set("supplierLateRate", dice.maybe(dice::rate))
                .set("allocationQuotaRemaining", dice.rarely(0.2, () -> around(quantity, 0.7)))
                .set("cycleCountVariancePct", dice.rarely(0.3, () -> dice.near("0", "3", "50")))
                .set("lot", dice.rarely(0.2, this::lot))
                .set("alternateNodes", dice.rarely(0.4, () -> dice.list(0, 3, () -> node(quantity, price))))
                .set("substitutes", dice.rarely(0.4, () -> dice.list(0, 3, () -> substitute(quantity, price))))
                .set("hazmat", dice.rarely(0.1, this::hazmat))
                .set("eccn", dice.rarely(0.15, this::eccn))
                .set("licenceException", dice.rarely(0.05, () -> dice.text("LVS", "TMP")))
                .set("regulatedLicenceType", dice.rarely(0.05, () -> dice.text("PHARMA", "ALCOHOL")))
                .build();
    }

    /** Mostly enough, else none, exactly enough or a hair too little. */
    private BigDecimal around(BigDecimal quantity, double enoughShare) {
        if (dice.chance(enoughShare)) {
            return bounded(quantity.multiply(BigDecimal.valueOf(dice.between(1, 20))));
        }
        return switch (dice.between(0, 2)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> dice.near(quantity);
            default -> hundredths(quantity.multiply(new BigDecimal("0.4")));
        };
    }

    private static BigDecimal fifth(BigDecimal quantity) {
        return quantity.multiply(new BigDecimal("0.2"));
    }

    private BigDecimal contractPrice(BigDecimal price) {
        return bounded(
                dice.chance(0.8)
                        ? price
                        : price.multiply(dice.pick("0.97", "1.02", "1.021", "0").transform(BigDecimal::new)));
    }

    private BigDecimal unitCost(BigDecimal price) {
        String share = dice.chance(0.8) ? dice.pick("0.55", "0.7", "0.8") : dice.pick("0.88", "0.92", "1", "1.01", "0");
        return bounded(
                dice.chance(0.5)
                        ? price.multiply(new BigDecimal(share))
                        : hundredths(price.multiply(new BigDecimal(share))));
    }

    private Lot lot() {
        return new Lot(
                dice.maybe(() -> dice.text("LOT-7", "LOT-8")),
                dice.maybe(() -> dice.days(today, -10, 400)),
                dice.maybe(() -> dice.any(LotStatus.RELEASED, 0.7)));
    }

    private AlternateNode node(BigDecimal quantity, BigDecimal price) {
        BigDecimal fivePercent = quantity.multiply(price).multiply(new BigDecimal("0.05"));
        return new AlternateNode(
                dice.id("DC", 6), around(quantity, 0.6), dice.chance(0.6) ? BigDecimal.TEN : dice.near(fivePercent));
    }

    private Substitute substitute(BigDecimal quantity, BigDecimal price) {
        BigDecimal ratio = dice.pick(BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("2"), new BigDecimal("0.5"));
        return new Substitute(
                dice.id("SUB", 50),
                dice.between(1, 3),
                ratio,
                around(quantity.multiply(ratio), 0.7),
                bounded(price.multiply(new BigDecimal(dice.pick("1", "1", "1.05", "1.0500001", "0.9", "2")))),
                dice.maybe(() -> unitCost(price)),
                dice.chance(0.7),
                dice.rarely(0.1, () -> dice.text("3", "8", "9")),
                dice.rarely(0.15, this::eccn));
    }

    private Hazmat hazmat() {
        return new Hazmat(
                dice.maybe(() -> dice.text("UN3480", "UN3090", "UN1263")),
                dice.maybe(() -> dice.text("3", "8", "9")),
                dice.maybe(() -> dice.chance(0.3)),
                dice.maybe(() -> dice.chance(0.8)));
    }

    private @Nullable String eccn() {
        return dice.text("EAR99", "EAR99", "5A002", "3A001");
    }
}
