package dev.docket.sample;

import static dev.docket.sample.Dice.bounded;
import static dev.docket.sample.Dice.hundredths;

import dev.docket.order.Checkpoint;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Orders that nobody placed, from a seed: for property tests, for training without the real data and for a demo
 * without it.
 *
 * <p>{@link #generate} covers every component of every record of {@code dev.docket.order} both present and absent, every
 * value of every enum, 1 to 2,000 lines, empty lists, all checkpoints. About two orders in three are plain ones; the
 * others are sparse (most optional fields absent), bare (all absent), or odd: Unicode and control characters in texts,
 * ids of 64 code points, amounts of 0, of 1e15 and with 40 digits. Plain and odd values alike crowd around the thresholds
 * of the default policy: exactly on them, a hair below and above (credit limit with this order, stock against quantity,
 * prices, margins, dates and instants). Two orders in five are put into situations that are rare in business and that the
 * policy must get right: shortages without a remedy, open holds, cancelled and shipped orders, impossible values. Every order satisfies the constraints of its records and has {@code asOf};
 * leave that out yourself where a test is about it.
 *
 * <p>The order at a position depends on the seed and the position alone, not on how much of the stream is read.
 */
public final class SampleOrders {
    private static final Instant START = Instant.parse("2024-01-02T06:00:00Z");
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SampleOrders() {}

    /** An endless stream of plain, sparse, bare and odd orders. */
    public static Stream<OrderSnapshot> generate(long seed) {
        return LongStream.iterate(0, i -> i + 1).mapToObj(i -> {
            var random = random(seed, i);
            var dice = dice(random);
            var now = Instant.ofEpochSecond(random.nextLong(
                    START.getEpochSecond(), START.plus(Duration.ofDays(1100)).getEpochSecond()));
            return new SampleSituations(random(~seed, i), now).of(order(dice, now, seed, i));
        });
    }

    /**
     * An endless stream of plain orders with outcomes, in order of time, two of a shipment: what a year of
     * business looks like, about 1,000 orders a month. Lateness depends on the supplier, the lane, the mode and
     * chance; some orders are cancelled or fraud.
     */
    public static Stream<PastOrder> history(long seed) {
        return LongStream.iterate(0, i -> i + 1).mapToObj(i -> {
            var random = random(seed, i);
            var dice = new Dice(random, 0.15, 0);
            OrderSnapshot order = order(dice, START.plus(Duration.ofMinutes(43 * i)), seed, i);
            return new PastOrder(order, SampleOutcomes.of(order, dice, i / 2), "ASN-" + i / 2);
        });
    }

    /** The orders of {@code training/sample.ndjson}: the first 600 small ones of a history. */
    public static Stream<PastOrder> sampleFile() {
        return history(20260302)
                .filter(order -> order.snapshot().order().lines().size() <= 2)
                .limit(600);
    }

    /** The order with these lines, which get ids of their own, at release, where most rules look at lines. */
    public static OrderSnapshot withLines(OrderSnapshot order, List<Line> lines) {
        List<Line> numbered = IntStream.range(0, lines.size())
                .mapToObj(i -> Draft.like(lines.get(i)).set("lineId", "L" + i).build())
                .toList();
        return Draft.like(order)
                .set("checkpoint", Checkpoint.RELEASE)
                .set("order", Draft.like(order.order()).set("lines", numbered).build())
                .build();
    }

    static SplittableRandom random(long seed, long position) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + position * GOLDEN_GAMMA).split();
    }

    private static Dice dice(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Dice(random, 0.7, 0);
            case 1 -> new Dice(random, 1, 0);
            case 2, 3 -> new Dice(random, 0.2, 0.5);
            default -> new Dice(random, 0.1, 0);
        };
    }

    private static OrderSnapshot order(Dice dice, Instant now, long seed, long position) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return order(dice, now, new SampleLines(dice, today).lines(), "sample-" + seed + "-" + position, position);
    }

    static OrderSnapshot order(Dice dice, Instant now, List<Line> lines, String requestId, long position) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var value = lines.stream()
                .map(Line::extendedPrice)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var net =
                dice.chance(0.85) ? hundredths(bounded(value)) : dice.near("0", "150", "300", "1000", "2000", "25000");
        var header = new SampleHeader(dice, now, today, net);
        var logistics = new SampleLogistics(dice, now, today);
        return Draft.of(OrderSnapshot.class)
                .set("requestId", requestId)
                .set("checkpoint", dice.pick(Checkpoint.values()))
                .set("asOf", now)
                .set("source", dice.maybe(header::source))
                .set("order", header.order("SO-" + position, lines))
                .set("customer", new SampleCustomers(dice, today, net).customer())
                .set("shipTo", dice.maybe(logistics::shipTo))
                .set("screening", dice.maybe(logistics::screening))
                .set("shipment", dice.maybe(logistics::shipment))
                .set("warehouse", dice.maybe(logistics::warehouse))
                .set("signals", dice.rarely(0.2, () -> dice.list(0, 3, logistics::signal)))
                .set("holds", dice.rarely(0.1, () -> dice.list(0, 2, logistics::hold)))
                .build();
    }
}
