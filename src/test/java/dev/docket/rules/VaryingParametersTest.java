package dev.docket.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.ChosenValue;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Opinion;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rule, and a threshold that differs by order. */
class VaryingParametersTest {
    private static final String RULE = Folders.rule(
            "large",
            "Order( netAmount > parameters.amount(\"large\") )",
            "effects.exception(\"FIN-201\", 2).action(\"EXPEDITE\");");
    private static final String BY_CURRENCY = "by: order.currency, values: { USD: 300, JPY: 45000 }";

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "USD, 300.01, FIRED, 300",
        "USD, 300, NOT_MATCHED, 300",
        "JPY, 2500, NOT_MATCHED, 45000",
        "JPY, 45001, FIRED, 45000",
    })
    void an_order_is_held_against_the_amount_in_its_own_currency(
            String currency, String amount, Verdict verdict, String value) {
        RuleTrace trace = trace(decide(folder(BY_CURRENCY, ""), order(currency, amount)));
        assertThat(trace.verdict()).isEqualTo(verdict);
        ChosenValue choice = choice(trace);
        assertThat(choice.value()).hasToString(value);
        assertThat(choice.by()).isEqualTo(Map.of("order.currency", currency));
        assertThat(choice.because()).isEqualTo("the value for this order.currency");
    }

    @Test
    void an_amount_without_a_value_for_the_currency_leaves_the_rule_open_and_a_person_looks() {
        for (String more : new String[] {BY_CURRENCY, BY_CURRENCY + ", default: 300"}) {
            Decision decision = decide(folder(more, ""), order("CHF", "5"));
            assertThat(trace(decision).verdict()).isEqualTo(Verdict.NOT_EVALUATED);
            assertThat(choice(trace(decision)).value()).isNull();
            assertThat(decision.recommendation().disposition()).isEqualTo(Disposition.REVIEW);
            assertThat(decision.trace().arbitration()).singleElement().satisfies(step -> assertThat(step.because())
                    .isEqualTo("no value for this order: large"));
        }
    }

    @Test
    void without_a_currency_the_default_holds_and_without_a_default_the_currency_is_missing() {
        OrderSnapshot unnamed = order(null, "301");
        Decision byDefault = decide(folder(BY_CURRENCY + ", default: 300", ""), unnamed);
        assertThat(trace(byDefault).verdict()).isEqualTo(Verdict.FIRED);
        assertThat(choice(trace(byDefault)).because()).isEqualTo("the default: order.currency is absent");
        Decision open = decide(folder(BY_CURRENCY, ""), unnamed);
        assertThat(trace(open).missing()).containsExactly("order.currency");
        assertThat(open.trace().missingInputs())
                .anySatisfy(missing -> assertThat(missing.path()).isEqualTo("order.currency"));
        assertThat(open.recommendation().disposition()).isEqualTo(Disposition.RELEASE);
    }

    @Test
    void the_first_field_counts_most_and_a_default_takes_the_rest() {
        String values = "by: [customer.segment, source.channel], values: ["
                + "{ source.channel: WEB, value: 100 }, { customer.segment: A, value: 1000 },"
                + "{ customer.segment: A, source.channel: WEB, value: 500 } ], default: 50";
        RuleFolder compiled = folder(values, "", "count");
        assertThat(value(compiled, "\"A\"", "\"WEB\"")).hasToString("500");
        assertThat(value(compiled, "\"A\"", "\"EDI\"")).hasToString("1000");
        assertThat(value(compiled, "\"B\"", "\"WEB\"")).hasToString("100");
        assertThat(value(compiled, "\"B\"", "\"EDI\"")).hasToString("50");
        assertThat(value(compiled, "null", "null")).hasToString("50");
    }

    @Test
    void an_amount_is_converted_where_the_policy_says_so_and_while_the_rate_is_recent() {
        String converted = BY_CURRENCY + ", convert: true";
        String rates = """
                base: USD
                max-age-days: 30
                rates:
                  2026-02-01: { CHF: 0.9, JPY: 149 }
                """;
        RuleFolder folder = folder(converted, rates);
        assertThat(trace(decide(folder, order("CHF", "270"))).verdict()).isEqualTo(Verdict.NOT_MATCHED);
        RuleTrace across = trace(decide(folder, order("CHF", "270.01")));
        assertThat(across.verdict()).isEqualTo(Verdict.FIRED);
        assertThat(choice(across).because()).isEqualTo("300 USD converted at 0.9, the rate from 2026-02-01 on");
        assertThat(choice(trace(decide(folder, order("JPY", "1")))).value())
                .as("a value of its own comes first")
                .hasToString("45000");
        assertThat(trace(decide(folder, order("SEK", "9"))).verdict()).isEqualTo(Verdict.NOT_EVALUATED);
        RuleFolder old = folder(converted, rates.replace("max-age-days: 30", "max-age-days: 28"));
        assertThat(trace(decide(old, order("CHF", "9"))).verdict())
                .as("the rate is 29 days old")
                .isEqualTo(Verdict.NOT_EVALUATED);
    }

    @Test
    void the_currency_of_the_credit_stands_in_for_that_of_the_order() {
        OrderSnapshot unnamed = order(null, "2500", "\"credit\":{\"currency\":\"JPY\"},");
        RuleTrace trace = trace(decide(folder(BY_CURRENCY, ""), unnamed));
        assertThat(trace.verdict()).isEqualTo(Verdict.NOT_MATCHED);
        assertThat(choice(trace).by()).isEqualTo(Map.of("customer.credit.currency", "JPY"));
    }

    @Test
    void values_change_on_a_day_and_why_not_says_which_one_it_was() {
        String changes = BY_CURRENCY + ", changes: [ { from: 2026-03-02, values: { USD: 400, JPY: 50000 } } ]";
        RuleTrace trace = trace(decide(folder(changes, ""), order("JPY", "46000")));
        assertThat(requireNonNull(trace.firstFailing()).why().words().because())
                .startsWith("net amount 46,000 is not above 50,000 (large, the value for this order.currency)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            by: order.currency, values: { USD: 1, YEN: 2 }                         | no order has the order.currency 'YEN'
            by: order.curency, values: { USD: 1 }                                  | Did you mean 'order.currency'?
            by: order.netAmount, values: { 3: 1 }                                  | 'order.netAmount' is no field
            by: "order.lines[].category", values: { a: 1 }                         | 'order.lines[].category' is no field
            by: customer.segment, values: { D: 1 }                                 | no order has the customer.segment 'D'
            by: order.currency, values: { USD: 1000001 }                           | outside of its range
            by: order.currency, values: { }                                        | 1 to 200 values
            by: order.currency                                                     | 'values' is missing
            by: order.currency, value: 3, values: { USD: 1 }                       | no 'value'
            value: 1, default: 3                                                   | but no 'by'
            by: order.currency, values: { USD: 1 }, convert: true                  | rates.yaml has no rates
            by: [customer.segment, order.currency], values: [ { customer.segment: A, value: 1 } ] | each value names its order.currency
            by: [order.currency], values: [ { order.currency: USD, value: 1 }, { order.currency: USD, value: 2 } ] | two values for the same orders
            """)
    void what_is_wrong_with_values_is_told_where_it_stands(String values, String message) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> folder(values, ""));
        assertThat(refused.problems()).as(values).anySatisfy(problem -> assertThat(problem.message())
                .contains(message));
    }

    private static RuleFolder folder(String values, String rates) {
        return folder(values, rates, "amount");
    }

    private static RuleFolder folder(String values, String rates, String unit) {
        SortedMap<String, byte[]> files =
                Folders.with("large.drl", Folders.HEADER + RULE.replace("parameters.amount", "parameters." + unit));
        String parameter = "large: { unit: %s, range: [0, 1000000], owner: A, says: b, %s }%n".formatted(unit, values);
        files.put(
                "parameters.yaml",
                (new String(files.get("parameters.yaml"), StandardCharsets.UTF_8) + "\n" + parameter)
                        .getBytes(StandardCharsets.UTF_8));
        if (!rates.isEmpty()) {
            files.put("rates.yaml", rates.getBytes(StandardCharsets.UTF_8));
        }
        return RuleFolder.compile(files);
    }

    private static Object value(RuleFolder folder, String segment, String channel) {
        OrderSnapshot order = read("""
                {"requestId":"r","checkpoint":"ENTRY","source":{"channel":%s},
                 "order":{"orderId":"O","netAmount":1,"lines":[{"lineId":"1","itemId":"a","orderedQty":1}]},
                 "customer":{"customerId":"C","segment":%s}}""".formatted(channel, segment));
        return requireNonNull(choice(trace(decide(folder, order))).value());
    }

    private static OrderSnapshot order(@Nullable String currency, String amount) {
        return order(currency, amount, "");
    }

    private static OrderSnapshot order(@Nullable String currency, String amount, String ofCustomer) {
        return read("""
                {"requestId":"r","checkpoint":"ENTRY",
                 "order":{"orderId":"O",%s"netAmount":%s,"lines":[{"lineId":"1","itemId":"a","orderedQty":1}]},
                 "customer":{%s"customerId":"C"}}""".formatted(currency == null ? "" : "\"currency\":\"" + currency + "\",", amount, ofCustomer));
    }

    private static OrderSnapshot read(String json) {
        return switch (new RequestReader(new RecordReader()).read(json.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Request> valid ->
                valid.value().snapshot().receivedAt(Instant.parse("2026-03-02T10:00:00Z"));
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static Decision decide(RuleFolder folder, OrderSnapshot order) {
        return new Decider(
                        folder.ruleBook(), any -> new Opinion.Abstained(null, ""), folder.taxonomy(), folder.actions())
                .decide(order, TraceLevel.FULL);
    }

    private static RuleTrace trace(Decision decision) {
        return decision.trace().rules().getFirst();
    }

    private static ChosenValue choice(RuleTrace trace) {
        return (ChosenValue) requireNonNull(trace.parameters().get("large"));
    }
}
