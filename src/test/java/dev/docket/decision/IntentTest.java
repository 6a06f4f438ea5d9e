package dev.docket.decision;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Opinion;
import dev.docket.fixture.AlteredOrder;
import dev.docket.fixture.OnAllProcessors;
import dev.docket.order.Checkpoint;
import dev.docket.order.Credit;
import dev.docket.order.Hold;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.OrderStatus;
import dev.docket.order.OrderType;
import dev.docket.order.PossibleDuplicate;
import dev.docket.order.Signal;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import dev.docket.sample.SampleOrders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the shipped policy is for, whatever else its rules say. Random orders first, then orders that are sought. */
class IntentTest {
    private static final long SEED = 20_261_128;
    private static final int ORDERS = 20_000;
    private static final int SEARCHES = 200;
    private static final int STEPS = 40;
    private static final Set<String> SAYS_SHORT =
            Set.of("INV-401", "INV-402", "INV-404", "INV-405", "INV-408", "TRN-604");
    private static final Set<Checkpoint> BEFORE_IT_HAS_LEFT =
            Set.of(Checkpoint.ENTRY, Checkpoint.RELEASE, Checkpoint.PICK, Checkpoint.SHIP);

    private static final RuleFolder RULES = ShippedRules.compiled();
    private static final RuleFolder ASKING_FOR_NOTHING = askingForNothing();

    /** The shipped rules, but no checkpoint asks for an input: that rule is about what is absent, not what is implausible. */
    private static RuleFolder askingForNothing() {
        SortedMap<String, byte[]> files = RuleFolder.read(Path.of("rules"));
        String parameters = new String(Objects.requireNonNull(files.get("parameters.yaml")), StandardCharsets.UTF_8)
                .replaceAll(
                        "(?s)(\nrequired-inputs:\n  unit: inputs\n  value:\n).*?(\n  owner:)",
                        "$1    ENTRY: []\n    RELEASE: []\n    PICK: []\n    SHIP: []$2");
        files.put("parameters.yaml", parameters.getBytes(StandardCharsets.UTF_8));
        return RuleFolder.compile(files);
    }

    private static Decision decide(RuleFolder rules, OrderSnapshot order) {
        return new Decider(
                        rules.ruleBook(),
                        snapshot -> new Opinion.Abstained(null, "the rules alone"),
                        rules.taxonomy(),
                        rules.actions())
                .decide(order, TraceLevel.NONE);
    }

    @Test
    void no_shortage_open_hold_or_closed_order_is_ever_released_in_silence() {
        Map<String, Integer> seen = new ConcurrentSkipListMap<>();
        OnAllProcessors.each(SampleOrders.generate(SEED).limit(ORDERS), order -> {
            Set<String> situations = situations(order);
            situations.forEach(situation -> seen.merge(situation, 1, Integer::sum));
            if (!situations.isEmpty()) {
                assertThat(released(order, decide(RULES, order)))
                        .as("seed %d, %s", SEED, order.requestId())
                        .isEmpty();
            }
        });
        System.out.printf("intent 1, seed %d: %,d orders, of them %s%n", SEED, ORDERS, seen);
        assertThat(seen.values())
                .as("the generator knows the situations")
                .hasSize(4)
                .allMatch(count -> count > 500);
    }

    @Test
    void nor_is_any_that_a_search_for_the_mildest_answer_finds() {
        search(
                "intent 1",
                order -> situations(order).isEmpty() ? Long.MIN_VALUE : -strictness(decide(RULES, order)),
                order -> assertThat(released(order, decide(RULES, order)))
                        .as(() -> "seed " + SEED + ": " + order)
                        .isEmpty());
    }

    @Test
    void no_implausible_value_makes_an_answer_milder() {
        Map<String, Integer> tried = new ConcurrentSkipListMap<>();
        Map<String, Integer> stricter = new ConcurrentSkipListMap<>();
        var random = new SplittableRandom(SEED);
        OnAllProcessors.each(
                SampleOrders.generate(SEED + 1).limit(ORDERS).flatMap(order -> tries(order, random)), one -> {
                    tried.merge(one.implausible().name(), 1, Integer::sum);
                    if (notMilder(one.pair()) > 0) {
                        stricter.merge(one.implausible().name(), 1, Integer::sum);
                    }
                });
        System.out.printf("intent 2, seed %d: %,d orders, pairs %s, stricter %s%n", SEED + 1, ORDERS, tried, stricter);
        assertThat(tried.keySet()).hasSize(Implausible.values().length);
    }

    private record Try(Implausible implausible, Implausible.Pair pair) {}

    private static Stream<Try> tries(OrderSnapshot order, SplittableRandom random) {
        List<Try> tries = new ArrayList<>();
        for (Implausible implausible : Implausible.values()) {
            Implausible.Pair pair = random.nextInt(3) == 0 ? implausible.of(order, random) : null;
            if (pair != null) {
                tries.add(new Try(implausible, pair));
            }
        }
        return tries.stream();
    }

    @Test
    void nor_does_one_that_a_search_finds() {
        OnAllProcessors.each(Stream.of(Implausible.values()), implausible -> {
            search(
                    "intent 2, " + implausible,
                    order -> {
                        Implausible.Pair pair = implausible.of(order, new SplittableRandom(SEED));
                        return pair == null
                                ? Long.MIN_VALUE
                                : strictness(decide(ASKING_FOR_NOTHING, pair.absent()))
                                        - strictness(decide(ASKING_FOR_NOTHING, pair.implausible()));
                    },
                    order -> {
                        Implausible.Pair pair = implausible.of(order, new SplittableRandom(SEED));
                        if (pair != null) {
                            notMilder(pair);
                        }
                    });
        });
    }

    /** Walks uphill from many orders and checks each that it stands on. */
    private static void search(
            String name, ToLongFunction<OrderSnapshot> height, java.util.function.Consumer<OrderSnapshot> check) {
        int searches = name.startsWith("intent 2") ? SEARCHES / 10 : SEARCHES;
        var random = new SplittableRandom(SEED);
        var crossing = new Crossing(random);
        List<OrderSnapshot> orders = SampleOrders.generate(SEED + 2)
                .filter(order -> order.order().lines().size() < 6)
                .limit(4_000)
                .toList();
        // Where nothing can be climbed from an order, a walk that begins there may never find what it looks for.
        List<OrderSnapshot> starts = orders.stream()
                .filter(order -> height.applyAsLong(order) > Long.MIN_VALUE)
                .limit(500)
                .toList();
        assertThat(starts).as(name).isNotEmpty();
        int checked = 0;
        int climbed = 0;
        for (int i = 0; i < searches; i++) {
            OrderSnapshot at = starts.get(random.nextInt(starts.size()));
            long best = height.applyAsLong(at);
            for (int step = 0; step < STEPS; step++) {
                OrderSnapshot next = crossing.step(at, orders.get(random.nextInt(orders.size())));
                long reached = height.applyAsLong(next);
                if (reached > Long.MIN_VALUE && reached >= best) {
                    climbed += reached > best ? 1 : 0;
                    at = next;
                    best = reached;
                    check.accept(at);
                    checked++;
                }
            }
        }
        System.out.printf(
                "%s, seed %d: %,d searches, %,d orders checked, %,d steps up%n",
                name, SEED, searches, checked, climbed);
        assertThat(checked).isPositive();
    }

    /** Disposition first, then urgency, then how much is said. */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is what both enums mean
    private static long strictness(Decision decision) {
        return decision.recommendation().disposition().ordinal() * 10_000L
                + (3 - decision.priority().floor().priorityClass().ordinal()) * 1_000L
                + decision.exceptions().stream().filter(NotedException::stands).count();
    }

    /** By how much the implausible value is stricter; fails where it is milder. */
    private static int notMilder(Implausible.Pair pair) {
        Decision implausible = decide(ASKING_FOR_NOTHING, pair.implausible());
        Decision absent = decide(ASKING_FOR_NOTHING, pair.absent());
        Disposition with = implausible.recommendation().disposition();
        Disposition without = absent.recommendation().disposition();
        assertThat(with)
                .as(() -> "seed " + SEED + ", " + pair.what() + " in " + pair.implausible())
                .isGreaterThanOrEqualTo(without);
        assertThat(implausible.priority().floor().priorityClass())
                .as(() -> "seed " + SEED + ", " + pair.what() + " in " + pair.implausible())
                .isLessThanOrEqualTo(absent.priority().floor().priorityClass());
        return with.compareTo(without);
    }

    private static Set<String> situations(OrderSnapshot order) {
        Set<String> situations = new java.util.TreeSet<>();
        OrderStatus status = order.order().status();
        if (order.checkpoint() == Checkpoint.RELEASE
                && order.order().lines().stream().anyMatch(Line::isKnownShort)) {
            situations.add("short");
        }
        if (BEFORE_IT_HAS_LEFT.contains(order.checkpoint())) {
            if (isOnHold(order)) {
                situations.add("on hold");
            }
            if (status == OrderStatus.CANCELLED) {
                situations.add("cancelled");
            }
            if (order.checkpoint() != Checkpoint.SHIP
                    && (status == OrderStatus.SHIPPED || status == OrderStatus.DELIVERED)) {
                situations.add("shipped");
            }
        }
        return situations;
    }

    private static boolean isOnHold(OrderSnapshot order) {
        List<Hold> holds = order.holds() == null ? List.of() : order.holds();
        return order.order().status() == OrderStatus.ON_HOLD
                || holds.stream()
                        .anyMatch(hold ->
                                hold.releasedAt() == null || hold.releasedAt().isAfter(order.now()));
    }

    /** What is released automatically though nothing that stands says why it is not to be. */
    private static List<String> released(OrderSnapshot order, Decision decision) {
        if (decision.recommendation().automation() != Automation.AUTO) {
            return List.of();
        }
        List<String> silent = new ArrayList<>();
        Set<String> situations = situations(order);
        if (situations.contains("on hold") || situations.contains("cancelled") || situations.contains("shipped")) {
            silent.add("released though " + situations);
        }
        boolean waits = decision.exceptions().stream()
                .anyMatch(exception ->
                        exception.stands() && exception.ruleId().text().equals("ship-complete-short"));
        List<Line> lines = order.order().lines();
        for (int i = 0; i < lines.size() && situations.contains("short"); i++) {
            int index = i;
            boolean isSaid = decision.exceptions().stream()
                    .anyMatch(exception -> exception.stands()
                            && exception.line() != null
                            && exception.line().index() == index
                            && SAYS_SHORT.contains(exception.code().text()));
            if (lines.get(i).isKnownShort() && !waits && !isSaid) {
                silent.add("nothing is said of the shortage on line "
                        + lines.get(i).lineId());
            }
        }
        return silent;
    }

    /** Values that cannot be, each beside the same order without it. */
    private enum Implausible {
        CREATED_AHEAD(order -> "order.createdAt"),
        SCREENED_AHEAD(order -> order.screening() == null ? null : "screening.screenedAt"),
        TERMS_CHANGED_AHEAD(order -> order.customer().credit() == null ? null : "customer.credit.termsChangedOn"),
        CREDIT_RELEASED_AHEAD(order -> hasRelease(order) ? "customer.credit.release" : null),
        HOLD_PLACED_AHEAD(order -> "holds"),
        HOLD_RELEASED_AHEAD(order -> "holds"),
        SIGNAL_AHEAD(order -> "signals"),
        DUPLICATE_AHEAD(order -> "order.possibleDuplicates"),
        EXPOSURE_BELOW_ZERO(order -> order.customer().credit() == null ? null : "customer.credit.exposure"),
        PRICE_BELOW_ZERO(order -> "order.lines[0].unitPrice"),
        NET_BELOW_ZERO(order -> order.order().type() == OrderType.RMA ? "order.netAmount" : null),
        GROSS_BELOW_ZERO(order -> order.order().type() == OrderType.RMA ? "order.grossAmount" : null),
        OTHER_ORDER_CURRENCY(order -> hasCreditCurrency(order) ? "order.currency" : null),
        OTHER_CREDIT_CURRENCY(
                order -> order.customer().credit() == null || order.order().currency() == null
                        ? null
                        : "customer.credit.currency");

        @SuppressWarnings("ImmutableEnumChecker") // lambdas, without state
        private final Function<OrderSnapshot, @Nullable String> path;

        Implausible(Function<OrderSnapshot, @Nullable String> path) {
            this.path = path;
        }

        record Pair(String what, OrderSnapshot implausible, OrderSnapshot absent) {}

        private static boolean hasRelease(OrderSnapshot order) {
            Credit credit = order.customer().credit();
            return credit != null && credit.release() != null;
        }

        private static boolean hasCreditCurrency(OrderSnapshot order) {
            Credit credit = order.customer().credit();
            return credit != null && credit.currency() != null;
        }

        /** The order with such a value and the same without it, or null where it has no place for one. */
        @Nullable
        Pair of(OrderSnapshot order, SplittableRandom random) {
            String at = path.apply(order);
            if (at == null) {
                return null;
            }
            Duration ahead = List.of(
                            Duration.ofMillis(1),
                            Duration.ofMinutes(5).plusMillis(1),
                            Duration.ofDays(1),
                            Duration.ofDays(400))
                    .get(random.nextInt(4));
            Instant later = order.now().plus(ahead);
            LocalDate day = order.asOfDate().plusDays(1 + ahead.toDays());
            BigDecimal negative = List.of(new BigDecimal("-0.01"), new BigDecimal("-350.25"), new BigDecimal("-1E15"))
                    .get(random.nextInt(3));
            String other = random.nextBoolean() ? "KWD" : "JPY";
            OrderSnapshot absent = AlteredOrder.of(order, at, null);
            return switch (this) {
                case CREATED_AHEAD, SCREENED_AHEAD -> pair(order, at, later, absent);
                case TERMS_CHANGED_AHEAD -> pair(order, at, day, absent);
                case CREDIT_RELEASED_AHEAD -> pair(order, at + ".releasedOn", day, absent);
                case HOLD_PLACED_AHEAD -> {
                    List<Hold> holds = order.holds() == null ? List.of() : order.holds();
                    var hold = new Hold("A", later, random.nextBoolean() ? null : order.now(), null);
                    yield pair(order, at, with(holds, hold), AlteredOrder.of(order, at, holds));
                }
                case HOLD_RELEASED_AHEAD -> {
                    List<Hold> holds = order.holds() == null ? List.of() : order.holds();
                    var open = new Hold("A", order.now(), null, null);
                    var hold = new Hold("A", order.now(), later, null);
                    yield pair(order, at, with(holds, hold), AlteredOrder.of(order, at, with(holds, open)));
                }
                case SIGNAL_AHEAD -> {
                    List<Signal> signals = order.signals() == null ? List.of() : order.signals();
                    var signal = new Signal("A1", null, null, later);
                    yield pair(order, at, with(signals, signal), AlteredOrder.of(order, at, signals));
                }
                case DUPLICATE_AHEAD -> {
                    List<PossibleDuplicate> others = order.order().possibleDuplicates();
                    List<PossibleDuplicate> known = others == null ? List.of() : others;
                    var duplicate = new PossibleDuplicate("SO-OTHER", later, true);
                    yield pair(order, at, with(known, duplicate), AlteredOrder.of(order, at, known));
                }
                case EXPOSURE_BELOW_ZERO, PRICE_BELOW_ZERO, NET_BELOW_ZERO, GROSS_BELOW_ZERO ->
                    pair(order, at, negative, absent);
                case OTHER_ORDER_CURRENCY, OTHER_CREDIT_CURRENCY -> {
                    String mine = this == OTHER_ORDER_CURRENCY
                            ? requireNonNull(order.customer().credit()).currency()
                            : order.order().currency();
                    yield pair(order, at, other.equals(mine) ? "USD" : other, absent);
                }
            };
        }

        private Pair pair(OrderSnapshot order, String at, Object value, OrderSnapshot absent) {
            return new Pair(name(), AlteredOrder.of(order, at, value), absent);
        }

        private static <T> List<T> with(List<T> list, T one) {
            List<T> more = new ArrayList<>(list);
            more.add(one);
            return more;
        }
    }
}
