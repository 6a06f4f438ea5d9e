package dev.docket.sample;

import static dev.docket.sample.Dice.bounded;
import static dev.docket.sample.Dice.hundredths;

import dev.docket.order.AlternateNode;
import dev.docket.order.Credit;
import dev.docket.order.Customer;
import dev.docket.order.Hold;
import dev.docket.order.Line;
import dev.docket.order.Order;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.OrderStatus;
import dev.docket.order.OrderType;
import dev.docket.order.PaymentMethod;
import dev.docket.order.PossibleDuplicate;
import dev.docket.order.Screening;
import dev.docket.order.ShipCompletePolicy;
import dev.docket.order.ShipTo;
import dev.docket.order.Signal;
import dev.docket.order.Warehouse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a sample order into situations that business has seldom and that the policy must get right: a shortage without a
 * remedy, an open hold, a status at which nothing is to be released, values that cannot be, and documents that lack what
 * others have. Each order that is touched gets several at once.
 */
final class SampleSituations {
    private static final int LONGEST = 2000;

    private final SplittableRandom random;
    private final Dice dice;
    private final Instant now;
    private final LocalDate today;
    private final List<UnaryOperator<OrderSnapshot>> situations = List.of(
            this::shortage,
            this::shortage,
            this::shipPolicy,
            this::hold,
            this::status,
            this::future,
            this::negative,
            this::otherCurrency,
            this::lacking,
            this::timeZone,
            this::prepaid,
            this::mispriced,
            this::underPicked,
            this::itsOwnDuplicate,
            this::blanks);

    SampleSituations(SplittableRandom random, Instant now) {
        this.random = random;
        this.dice = new Dice(random, 0.1, 0);
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** The order in some of these situations, or as it is. */
    OrderSnapshot of(OrderSnapshot plain) {
        OrderSnapshot order = plain;
        if (dice.chance(0.0005)) {
            order = longest(order);
        }
        if (dice.chance(0.6)) {
            return order;
        }
        for (int i = dice.between(1, 4); i > 0; i--) {
            order = situations.get(random.nextInt(situations.size())).apply(order);
        }
        return order;
    }

    /** Less is there than was ordered, on one line or on all; new stock comes late, soon, came already, or who knows. */
    private OrderSnapshot shortage(OrderSnapshot order) {
        boolean all = dice.chance(0.5);
        int one = random.nextInt(order.order().lines().size());
        return lines(order, (line, index) -> {
            if (!all && index != one) {
                return line;
            }
            BigDecimal available = dice.pick(
                    BigDecimal.ZERO, hundredths(line.orderedQty().multiply(new BigDecimal("0.2"))), BigDecimal.ONE);
            return Draft.like(line)
                    .set("availableQty", available)
                    .set("allocatedQty", available)
                    .set("restockEta", dice.chance(0.3) ? null : dice.days(today, dice.pick(-3, -1, 0, 1, 60), 90))
                    .set("alternateNodes", dice.chance(0.7) ? List.<AlternateNode>of() : line.alternateNodes())
                    .set("substitutes", dice.chance(0.7) ? List.of() : line.substitutes())
                    .build();
        });
    }

    private OrderSnapshot shipPolicy(OrderSnapshot order) {
        return head(order, head -> head.set("shipCompletePolicy", dice.pick(ShipCompletePolicy.values()))
                .set("shipmentsSoFar", dice.maybe(() -> dice.between(0, 2)))
                .set("allocationStrategy", null));
    }

    private OrderSnapshot hold(OrderSnapshot order) {
        Instant end = dice.pick(now, now.plusMillis(1), now.minusMillis(1), now.plus(Duration.ofDays(9)));
        var hold = new Hold(
                dice.text("CREDIT", "QUALITY"),
                dice.pick(now.minus(Duration.ofDays(2)), now, now.plus(Duration.ofDays(2))),
                dice.chance(0.5) ? null : end,
                dice.maybe(() -> dice.text("CREDIT_ANALYST")));
        List<Hold> holds = new ArrayList<>(order.holds() == null ? List.of() : order.holds());
        holds.add(hold);
        return Draft.like(order).set("holds", holds).build();
    }

    private OrderSnapshot status(OrderSnapshot order) {
        return head(
                order,
                head -> head.set(
                        "status",
                        dice.pick(
                                OrderStatus.CANCELLED,
                                OrderStatus.SHIPPED,
                                OrderStatus.DELIVERED,
                                OrderStatus.ON_HOLD)));
    }

    /** What should lie in the past lies ahead, by a moment or by years. */
    private OrderSnapshot future(OrderSnapshot order) {
        Instant later = now.plus(
                dice.pick(Duration.ofMillis(1), Duration.ofMinutes(5), Duration.ofMinutes(6), Duration.ofDays(400)));
        LocalDate day = today.plusDays(dice.pick(1, 2, 400));
        return switch (dice.between(0, 4)) {
            case 0 -> head(order, head -> head.set("createdAt", later));
            case 1 -> {
                Screening screening = order.screening();
                yield screening == null
                        ? order
                        : Draft.like(order)
                                .set(
                                        "screening",
                                        Draft.like(screening)
                                                .set("screenedAt", later)
                                                .build())
                                .build();
            }
            case 2 -> credit(order, credit -> credit.set("termsChangedOn", day));
            case 3 ->
                credit(order, credit -> {
                    Credit account = Objects.requireNonNull(order.customer().credit());
                    if (account.release() != null) {
                        credit.set(
                                "release",
                                Draft.like(account.release())
                                        .set("releasedOn", day)
                                        .build());
                    }
                    return credit;
                });
            default -> {
                var signal = new Signal("A1", null, null, later);
                yield Draft.like(order).set("signals", List.of(signal)).build();
            }
        };
    }

    private OrderSnapshot negative(OrderSnapshot order) {
        BigDecimal amount = dice.pick(new BigDecimal("-0.01"), new BigDecimal("-350.25"), new BigDecimal("-1E15"));
        return switch (dice.between(0, 2)) {
            case 0 -> credit(order, credit -> credit.set("exposure", amount));
            case 1 -> {
                int one = random.nextInt(order.order().lines().size());
                yield lines(
                        order,
                        (line, index) -> index == one
                                ? Draft.like(line).set("unitPrice", amount).build()
                                : line);
            }
            default ->
                head(order, head -> head.set("type", OrderType.RMA)
                        .set("netAmount", amount)
                        .set("grossAmount", dice.maybe(() -> amount)));
        };
    }

    private OrderSnapshot otherCurrency(OrderSnapshot order) {
        return credit(
                dice.chance(0.3) ? head(order, head -> head.set("currency", null)) : order,
                credit -> credit.set("currency", dice.pick("USD", "EUR", "JPY", "KWD")));
    }

    private OrderSnapshot lacking(OrderSnapshot order) {
        int one = random.nextInt(order.order().lines().size());
        OrderSnapshot less =
                head(order, head -> head.set(dice.pick("netAmount", "currency", "createdAt", "status", "type"), null));
        if (dice.chance(0.5)) {
            less = lines(
                    less,
                    (line, index) -> index == one
                            ? Draft.like(line).set("unitPrice", null).build()
                            : line);
        }
        ShipTo shipTo = less.shipTo();
        return shipTo == null || dice.chance(0.5)
                ? less
                : Draft.like(less)
                        .set("shipTo", Draft.like(shipTo).set("country", null).build())
                        .build();
    }

    /** Where the calendar already shows the next day, or still the last one. */
    private OrderSnapshot timeZone(OrderSnapshot order) {
        Draft<Warehouse> warehouse =
                order.warehouse() == null ? Draft.of(Warehouse.class) : Draft.like(order.warehouse());
        return Draft.like(order)
                .set(
                        "warehouse",
                        warehouse
                                .set(
                                        "timeZone",
                                        dice.pick(
                                                "America/Los_Angeles",
                                                "Pacific/Kiritimati",
                                                "Europe/Berlin",
                                                "Asia/Kathmandu",
                                                "UTC"))
                                .build())
                .build();
    }

    private OrderSnapshot prepaid(OrderSnapshot order) {
        BigDecimal due = order.order().grossAmount() == null
                ? order.order().netAmount()
                : order.order().grossAmount();
        return head(order, head -> head.set("paymentMethod", dice.chance(0.3) ? null : PaymentMethod.PREPAID)
                .set("prepaidAmount", due == null ? null : dice.near(due)));
    }

    /** The header says less than its lines, or less with tax than without. */
    private OrderSnapshot mispriced(OrderSnapshot order) {
        BigDecimal worth = order.order().worth();
        BigDecimal net = order.order().netAmount();
        return head(
                order,
                head -> dice.chance(0.5)
                        ? head.set("grossAmount", net == null ? null : dice.near(bounded(net)))
                        : head.set(
                                "netAmount",
                                worth == null ? null : dice.near(bounded(worth.multiply(new BigDecimal("0.9"))))));
    }

    private OrderSnapshot underPicked(OrderSnapshot order) {
        return lines(order, (line, index) -> Draft.like(line)
                .set("pickedQty", dice.maybe(() -> dice.near(line.orderedQty())))
                .build());
    }

    private OrderSnapshot itsOwnDuplicate(OrderSnapshot order) {
        Instant created = Objects.requireNonNullElse(order.order().createdAt(), now);
        var itself = new PossibleDuplicate(order.order().orderId(), created, true);
        return head(order, head -> head.set("possibleDuplicates", List.of(itself)));
    }

    private OrderSnapshot blanks(OrderSnapshot order) {
        return lines(order, (line, index) -> Draft.like(line)
                .set("itemId", dice.pick("BOLT M8X40", "A  1", "\u65e5 \u672c"))
                .build());
    }

    /** As many lines as an order may have. */
    private OrderSnapshot longest(OrderSnapshot order) {
        List<Line> lines = order.order().lines();
        return head(
                order,
                head -> head.set(
                        "lines",
                        IntStream.range(0, LONGEST)
                                .mapToObj(i -> Draft.like(lines.get(i % lines.size()))
                                        .set("lineId", "L" + i)
                                        .build())
                                .toList()));
    }

    private interface LineChange {
        Line apply(Line line, int index);
    }

    private static OrderSnapshot lines(OrderSnapshot order, LineChange change) {
        List<Line> lines = order.order().lines();
        return head(
                order,
                head -> head.set(
                        "lines",
                        IntStream.range(0, lines.size())
                                .mapToObj(i -> change.apply(lines.get(i), i))
                                .toList()));
    }

    private static OrderSnapshot head(OrderSnapshot order, UnaryOperator<Draft<Order>> change) {
        return Draft.like(order)
                .set("order", change.apply(Draft.like(order.order())).build())
                .build();
    }

    private static OrderSnapshot credit(OrderSnapshot order, UnaryOperator<Draft<Credit>> change) {
        Customer customer = order.customer();
        @Nullable Credit credit = customer.credit();
        return credit == null
                ? order
                : Draft.like(order)
                        .set(
                                "customer",
                                Draft.like(customer)
                                        .set(
                                                "credit",
                                                change.apply(Draft.like(credit)).build())
                                        .build())
                        .build();
    }
}
