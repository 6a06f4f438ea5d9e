package dev.docket.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.fixture.AlteredOrder;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.DroolsRuleBook;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Facts;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule that did not fire says of itself is true: whoever does as it says sees the rule fire. */
class WhyNotTest {
    private static final long SEED = 20_261_121;
    private static final int ORDERS = 2_500;
    private static final int MOST_LINES = 12;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HAIR = new BigDecimal("0.000001");

    private static final OrderSnapshot EXAMPLE = example();

    private final SortedMap<String, Integer> told = new TreeMap<>();

    @Test
    void what_would_be_needed_is_enough_for_every_shipped_rule() {
        assertThat(holdsFor(ShippedRules.compiled().ruleBook()))
                .as("shipped rules that say at least once when they would fire: %s", told)
                .hasSizeGreaterThan(55);
    }

    /** Rules with what the shipped ones have not: the same input twice, in products, in searches, in every part. */
    @Test
    void what_would_be_needed_is_enough_for_odd_rules_too() {
        List<String> conditions = List.of(
                "$l : Line( orderedQty * unitPrice > unitPrice + 7, unitPrice > 3, unitPrice != 11 )",
                "$l : Line( 3 * orderedQty - 2 * orderedQty > 7, orderedQty * 3 < 400 )",
                "$l : Line( extendedPrice > unitPrice, unitPrice > 1000 )",
                "Order( revenue < 50000, netAmount * 7 <= revenue ) $l : Line( unitPrice >= 900 )",
                "$o : Order( netAmount > 500 ) Order( netAmount <= 800 ) Credit( exposure * 3 + $o.netAmount > 100 )",
                "Credit( oldestOverdueDays > 3, oldestOverdueDays < 7 ) Credit( oldestOverdueDays != 5 )",
                "Credit( oldestOverdueDays * 3 > 10, oldestOverdueDays * 2 < 9 )",
                "exists Line( availableQty < orderedQty, unitPrice > 900 ) Order( netAmount > 100 )",
                "$l : Line( unitPrice > 10 ) not Line( unitPrice > 1000 )",
                "Customer( segment != Segment.A, segment != Segment.B )",
                "Customer( segment in ( Segment.A, Segment.B ), segment not in ( Segment.B, Segment.C ) )",
                "( Order( netAmount > 100000 ) or Customer( segment == Segment.C ) ) Order( taxExempt != true )",
                "$r : OrderSnapshot() Order( promisedDeliveryDate > $r.asOfDate.plusDays(parameters.days(\"past-due-days\")), "
                        + "requestedDeliveryDate != promisedDeliveryDate )",
                "$o : Order( contractNo != null, contractNo != \"A-1\", contractNo != currency )",
                "$c : Customer() $o : Order() exists( PossibleDuplicate( createdAt > $o.createdAt, sameLines == true ) "
                        + "from $o.possibleDuplicates )",
                "$l : Line( leadTimeDays > 30 ) $o : Order( maxShipments * 2 >= shipmentsSoFar * 3 )");
        StringBuilder rules = new StringBuilder(Folders.HEADER);
        for (int i = 0; i < conditions.size(); i++) {
            rules.append(Folders.rule("odd-" + i, conditions.get(i), "effects.action(\"EXPEDITE\");"));
        }
        DroolsRuleBook book =
                RuleFolder.compile(Folders.with("odd.drl", rules.toString())).ruleBook();
        assertThat(holdsFor(book))
                .as("rules that say when they would fire: %s", told)
                .hasSizeGreaterThan(10);
    }

    private Set<String> holdsFor(DroolsRuleBook book) {
        Set<String> firing = new HashSet<>();
        Map<String, CompiledRule> rules = book.rules().stream()
                .collect(Collectors.toMap(rule -> rule.rule().id(), Function.identity()));
        SampleOrders.generate(SEED)
                .filter(order -> order.order().lines().size() <= MOST_LINES)
                .limit(ORDERS)
                .forEach(order -> {
                    for (RuleTrace trace : book.evaluate(order, TraceLevel.FULL).rules()) {
                        if (trace.firstFailing() != null) {
                            check(book, rules, order, trace, trace.firstFailing(), firing);
                        }
                    }
                });
        return firing;
    }

    private void check(
            DroolsRuleBook book,
            Map<String, CompiledRule> rules,
            OrderSnapshot order,
            RuleTrace trace,
            RuleTrace.FirstFailing failing,
            Set<String> firing) {
        assertThat(failing.why().words().because()).isNotBlank();
        for (WouldNeed need : failing.why().words().wouldNeed()) {
            for (Object value : values(need.range())) {
                Object set = value.equals("(absent)") ? null : value;
                OrderSnapshot changed = AlteredOrder.of(order, need.path(), set);
                CompiledRule rule =
                        Objects.requireNonNull(rules.get(trace.ruleId().text()));
                CompiledRule.Result after =
                        rule.evaluate(new Facts(changed, book.parameters().on(changed.asOfDate()), null), trace.line());
                String said = String.format(
                        Locale.ROOT,
                        "seed %d, %s, rule %s: %s, with %s",
                        SEED,
                        order.requestId(),
                        trace.ruleId(),
                        failing.why(),
                        value);
                if (need.fires()) {
                    assertThat(after.verdict()).as(said).isEqualTo(Verdict.FIRED);
                    firing.add(trace.ruleId().text());
                } else if (after.failing() instanceof CompiledPart.Match match) {
                    CompiledCondition still = match.firstFailing(after.frame());
                    assertThat(still == null ? "" : still.condition().text())
                            .as(said)
                            .isNotEqualTo(failing.condition());
                }
                told.merge(trace.ruleId().text(), 1, Integer::sum);
            }
        }
    }

    private static OrderSnapshot example() {
        try {
            byte[] document = Files.readAllBytes(Path.of("api-spec/examples/order-released.json"));
            if (new RecordReader().json(OrderSnapshot.class, document) instanceof Reading.Valid<OrderSnapshot> valid) {
                return valid.value();
            }
            throw new AssertionError("the example is not valid");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Values just within the range at both ends. */
    private static List<Object> values(WouldNeed.Range range) {
        return switch (range) {
            case WouldNeed.Range.Between between -> {
                List<Object> values = new ArrayList<>();
                if (between.low() instanceof BigDecimal low && between.high() instanceof BigDecimal high) {
                    values.add(between.lowIncluded() ? low : low.add(high).divide(TWO));
                    values.add(between.highIncluded() ? high : low.add(high).divide(TWO));
                    yield values;
                }
                if (between.low() != null) {
                    values.add(between.lowIncluded() ? between.low() : moved(between.low(), 1));
                }
                if (between.high() != null) {
                    values.add(between.highIncluded() ? between.high() : moved(between.high(), -1));
                }
                yield values;
            }
            case WouldNeed.Range.OneOf one -> one.values();
            case WouldNeed.Range.NoneOf none ->
                switch (none.values().get(0)) {
                    case String text -> List.of("some other text");
                    case BigDecimal number -> List.of(number.add(BigDecimal.ONE));
                    default -> List.of(moved(none.values().get(0), 1));
                };
            case WouldNeed.Range.Present present -> List.of();
            case WouldNeed.Range.Absent absent -> List.of("(absent)");
        };
    }

    private static Object moved(Object value, int direction) {
        return switch (value) {
            case BigDecimal number -> number.add(HAIR.multiply(BigDecimal.valueOf(direction)));
            case LocalDate date -> date.plusDays(direction);
            case Instant moment -> moment.plus(Duration.ofNanos(direction));
            default -> throw new AssertionError("no neighbour of " + value);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            credit-limit-exceeded | exposure 41,200 + at risk 5,000 = 46,200 is not above limit 50,000; it would fire at exposure > 45,000
            discount-above-rep-authority | discount pct 5 is not above 10 % (rep-discount-authority); it would fire at discount pct > 10 and <= 25
            credit-excess-tolerated | exposure 41,200 + at risk 5,000 = 46,200 is not above limit 50,000; this condition would hold at exposure > 45,000
            account-on-hold | account status ACTIVE is not HOLD; it would fire at account status HOLD
            past-due-balance | oldest overdue days 0 is not above 30 days (past-due-days); this condition would hold at oldest overdue days >= 31
            lot-blocked | status RELEASED is none of QUARANTINE, RECALLED; it would fire at status one of QUARANTINE, RECALLED
            substitute-available | available qty 40 is not below ordered qty 4; this condition would hold at available qty < 4
            safety-data-sheet-missing | hazmat is absent; this condition would hold with any hazmat
            payment-terms-differ | payment terms "NET30" is account terms "NET30"; it would fire at payment terms other than "NET30"
            pack-multiple-mismatch | ordered qty 4 modulo pack multiple 1 = 0 is 0
            warehouse-over-capacity | capacity used pct 71.5 is not above 95 % (warehouse-capacity); it would fire at capacity used pct > 95
            """)
    void the_reason_is_given_in_words(String rule, String words) {
        OrderSnapshot order = EXAMPLE;
        order = AlteredOrder.of(order, "customer.credit.exposure", new BigDecimal("41200"));
        order = AlteredOrder.of(order, "customer.credit.limit", new BigDecimal("50000"));
        order = AlteredOrder.of(order, "order.netAmount", new BigDecimal("5000.00"));
        assertThat(ShippedRules.compiled()
                        .ruleBook()
                        .evaluate(order, TraceLevel.FULL)
                        .rules())
                .filteredOn(trace -> trace.ruleId().text().equals(rule))
                .extracting(trace -> Objects.requireNonNull(trace.firstFailing())
                        .why()
                        .words()
                        .because())
                .first()
                .isEqualTo(words);
    }
}
