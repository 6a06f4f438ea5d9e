package dev.docket.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Standing;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.fixture.AlteredOrder;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.DroolsRuleBook;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Facts;
import dev.docket.sample.SampleOrders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule that fired says of itself is true: whoever does as it says sees that it does not. */
class CeasingTest {
    private static final long SEED = 20_261_130;
    private static final int ORDERS = 2_500;
    private static final int MOST_LINES = 12;
    private static final BigDecimal HAIR = new BigDecimal("0.000001");
    private static final Standing NONE = new Standing(0, 0, 0, 0, Map.of());

    private final SortedMap<String, Integer> told = new TreeMap<>();

    @Test
    void what_would_end_it_is_enough_for_every_shipped_rule() {
        DroolsRuleBook book = ShippedRules.compiled().ruleBook();
        holdsFor(book);
        System.out.printf(Locale.ROOT, "shipped rules that fired and said what would end it: %s%n", told);
        assertThat(told.keySet())
                .as("shipped rules that say at least once when they would not fire: %s", told)
                .hasSizeGreaterThan(55);
    }

    /** Rules with what the shipped ones have not, or seldom have. */
    @Test
    void what_would_end_it_is_enough_for_odd_rules_too() {
        List<String> conditions = List.of(
                "$l : Line( orderedQty * unitPrice > unitPrice + 7, unitPrice > 3, unitPrice != 11 )",
                "$l : Line( 3 * orderedQty - 2 * orderedQty > 7, orderedQty * 3 < 400 )",
                "$l : Line( extendedPrice > unitPrice, unitPrice > 10 )",
                "Order( revenue < 5000000, netAmount * 7 > 3 ) $l : Line( unitPrice >= 9 )",
                "$o : Order( netAmount > 5 ) Order( netAmount <= 80000 ) Credit( exposure * 3 + $o.netAmount > 100 )",
                "Credit( oldestOverdueDays >= 0, oldestOverdueDays < 70 ) Credit( oldestOverdueDays != 5 )",
                "exists Line( unitPrice > 100 ) Order( netAmount > 100 )",
                "$o : Order() exists Line( unitPrice < $o.netAmount )",
                "$l : Line( unitPrice > 10 ) exists Line( unitPrice > $l.unitPrice )",
                "$l : Line( unitPrice > 10 ) not Line( unitPrice > 1000 )",
                "$l : Line( unitPrice > 10 ) not Line( unitPrice > $l.unitPrice )",
                "not Line( unitPrice > 2000, orderedQty > 2 ) Order( netAmount > 1 )",
                "Customer( segment != Segment.A, segment != Segment.B )",
                "Customer( segment in ( Segment.A, Segment.B ) )",
                "( Order( netAmount > 1000 ) or Customer( segment == Segment.C ) ) Order( taxExempt != true )",
                "( Order( netAmount > 1000 ) or Order( netAmount > 500, taxExempt != true ) )",
                "( Order( netAmount > 1000 ) or exists Line( unitPrice > 100 ) )",
                "$r : OrderSnapshot() Order( promisedDeliveryDate >= $r.asOfDate.minusDays(parameters.days(\"past-due-days\")) )",
                "$l : Line( leadTimeDays != null, hazmat == null )",
                "accumulate( Line( $q : orderedQty ); $t : sum( $q ); $t > 10 )",
                "accumulate( Line( orderedQty > 2 ); $t : count(); $t >= 2, $t < 8 )",
                "accumulate( Line( $q : orderedQty ); $t : max( $q ); $t >= 30 )");
        StringBuilder rules = new StringBuilder(Folders.HEADER);
        for (int i = 0; i < conditions.size(); i++) {
            rules.append(Folders.rule(
                    String.format(Locale.ROOT, "odd-%02d", i), conditions.get(i), "effects.action(\"EXPEDITE\");"));
        }
        try (DroolsRuleBook book =
                RuleFolder.compile(Folders.with("odd.drl", rules.toString())).ruleBook()) {
            holdsFor(book);
        }
        System.out.printf(Locale.ROOT, "odd rules that fired and said what would end it: %s%n", told);
        assertThat(told.keySet())
                .as("rules that say when they would not fire: %s", told)
                .hasSize(conditions.size());
    }

    private void holdsFor(DroolsRuleBook book) {
        Map<String, CompiledRule> rules = book.rules().stream()
                .collect(Collectors.toMap(rule -> rule.rule().id(), Function.identity()));
        SampleOrders.generate(SEED)
                .filter(order -> order.order().lines().size() <= MOST_LINES)
                .limit(ORDERS)
                .forEach(order -> book.firings(order, NONE, MOST_LINES).forEach(firing -> {
                    CompiledRule rule =
                            Objects.requireNonNull(rules.get(firing.ruleId().text()));
                    for (WouldCease cease : firing.ceases()) {
                        check(book, rule, order, firing, cease);
                    }
                }));
    }

    private void check(DroolsRuleBook book, CompiledRule rule, OrderSnapshot order, Firing firing, WouldCease cease) {
        within(cease.range()).forEach(value -> {
            OrderSnapshot changed = AlteredOrder.of(order, cease.path(), value.equals("(absent)") ? null : value);
            assertThat(verdict(book, rule, changed, firing.line()))
                    .as("seed %d, %s, %s with %s", SEED, order.requestId(), firing, value)
                    .isIn(Verdict.NOT_MATCHED, Verdict.NOT_EVALUATED);
            told.merge(firing.ruleId().text(), 1, Integer::sum);
        });
    }

    private static Verdict verdict(
            DroolsRuleBook book, CompiledRule rule, OrderSnapshot order, @Nullable LineRef line) {
        OrderSnapshot settled = book.settled(order);
        Standing standing = rule.rule().isAcrossExceptions() ? NONE : null;
        return rule.evaluate(new Facts(settled, book.parameters().on(settled.asOfDate()), standing), line)
                .verdict();
    }

    /** Values just within the range at both ends. */
    private static Stream<Object> within(WouldNeed.Range range) {
        return switch (range) {
            case WouldNeed.Range.Between between
            when between.low() != null && between.high() != null ->
                Stream.of(between.low(), between.high()).filter(end -> between.lowIncluded() && between.highIncluded());
            case WouldNeed.Range.Between between ->
                between.low() != null
                        ? Stream.of(between.lowIncluded() ? between.low() : moved(between.low(), 1))
                        : Stream.ofNullable(between.high())
                                .map(high -> between.highIncluded() ? high : moved(high, -1));
            case WouldNeed.Range.OneOf one -> one.values().stream();
            case WouldNeed.Range.NoneOf none -> other(none.values().getFirst());
            case WouldNeed.Range.Present present -> Stream.empty();
            case WouldNeed.Range.Absent absent -> Stream.of("(absent)");
        };
    }

    private static Stream<Object> other(Object excluded) {
        return switch (excluded) {
            case String text -> Stream.of("some other text");
            case Boolean truth -> Stream.of(!truth);
            case BigDecimal number -> Stream.of(number.add(BigDecimal.ONE));
            case LocalDate date -> Stream.of(date.plusDays(1));
            default -> throw new AssertionError(excluded);
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

    /** The example has two lines, of 10 at 25 each and of 2 at 400 each, and comes to 1,050. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Credit( oldestOverdueDays > 3, oldestOverdueDays < 70 )                   | customer.credit.oldestOverdueDays <= 3, customer.credit.oldestOverdueDays >= 70
            Credit( oldestOverdueDays > 3, oldestOverdueDays > 30 )                   | customer.credit.oldestOverdueDays <= 30
            Credit( oldestOverdueDays * 2 > 7 )                                       | customer.credit.oldestOverdueDays <= 3
            Credit( oldestOverdueDays >= 0 )                                          | -
            Credit( oldestOverdueDays > 30, overdueAmount > 500 )                     | customer.credit.oldestOverdueDays <= 30, customer.credit.overdueAmount <= 500
            $o : Order() Credit( exposure + $o.netAmount > limit )                    | order.netAmount <= 1000, customer.credit.exposure <= 48950, customer.credit.limit >= 50050
            Customer( accountStatus == AccountStatus.HOLD )                           | customer.accountStatus in [ACTIVE, CLOSED, COD_ONLY]
            exists Line( unitPrice > 100 )                                            | order.lines[1].unitPrice <= 100
            exists Line( unitPrice > 10 )                                             | -
            $o : Order() exists Line( unitPrice < $o.netAmount )                      | order.netAmount <= 25
            not Line( unitPrice > 500 )                                               | order.lines[0].unitPrice > 500, order.lines[1].unitPrice > 500
            not Line( unitPrice > 500, orderedQty > 5 )                               | order.lines[0].unitPrice > 500
            ( Order( netAmount > 1000 ) or Customer( segment == Segment.C ) )         | order.netAmount <= 1000
            ( Order( netAmount > 1000 ) or Order( netAmount > 800 ) )                 | order.netAmount <= 800
            ( Order( netAmount > 1000 ) or Credit( oldestOverdueDays > 30 ) )         | -
            ( Order( netAmount > 1000 ) or Order( netAmount < 5 ) )                   | -
            accumulate( Line( $q : orderedQty ); $t : sum( $q ); $t > 10 )            | order.lines[0].orderedQty <= 8
            accumulate( Line( $q : orderedQty ); $t : max( $q ); $t >= 10 )           | order.lines[0].orderedQty < 10
            accumulate( Line( orderedQty > 5 ); $t : count(); $t == 1 )               | order.lines[1].orderedQty > 5
            $l : Line( orderedQty > 5 )                                               | order.lines[0].orderedQty <= 5
            Order( currency matches "U.D" )                                           | -
            """)
    void it_names_each_value_that_would_end_it_alone_and_no_other(String condition, @Nullable String ends) {
        String text = Folders.HEADER + Folders.rule("one", condition, "effects.action(\"EXPEDITE\");");
        try (DroolsRuleBook book =
                RuleFolder.compile(Folders.with("one.drl", text)).ruleBook()) {
            List<Firing> firings = book.firings(example(), NONE, MOST_LINES);
            assertThat(firings).as("it fires").hasSize(1);
            assertThat(firings.getFirst().ceases().stream()
                            .map(CeasingTest::words)
                            .collect(Collectors.joining(", ")))
                    .isEqualTo(ends == null ? "" : ends);
        }
    }

    private static String words(WouldCease cease) {
        return cease.path()
                + switch (cease.range()) {
                    case WouldNeed.Range.Between between ->
                        (between.low() == null ? "" : (between.lowIncluded() ? " >= " : " > ") + plain(between.low()))
                                + (between.high() == null
                                        ? ""
                                        : (between.highIncluded() ? " <= " : " < ") + plain(between.high()));
                    case WouldNeed.Range.OneOf one -> " in " + one.values();
                    case WouldNeed.Range.NoneOf none -> " not in " + none.values();
                    case WouldNeed.Range.Present present -> " present";
                    case WouldNeed.Range.Absent absent -> " absent";
                };
    }

    private static String plain(Object bound) {
        return bound instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : bound.toString();
    }

    private static OrderSnapshot example() {
        byte[] document = """
                {"requestId":"r-1","checkpoint":"ENTRY","asOf":"2026-03-02T09:30:00Z",
                 "order":{"orderId":"SO-1","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":1050,
                  "lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":25},
                           {"lineId":"2","itemId":"b","orderedQty":2,"unitPrice":400}]},
                 "customer":{"customerId":"C","accountStatus":"HOLD","segment":"A",
                  "credit":{"limit":50000,"exposure":49000,"overdueAmount":900,"oldestOverdueDays":45}}}""".getBytes(StandardCharsets.UTF_8);
        if (new RecordReader().json(OrderSnapshot.class, document) instanceof Reading.Valid<OrderSnapshot> valid) {
            return valid.value();
        }
        throw new AssertionError("the example is not valid");
    }
}
