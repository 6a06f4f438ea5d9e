package dev.docket.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.urgency.Opinion;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code attributes.yaml}: fields of a company's own, in requests and in rules, without a line of Java. */
class AttributesTest {
    private static final String DECLARED = """
            order:
              project-margin: { type: decimal, unit: percent, min: -100, max: 100, owner: Sales control, meaning: Margin of the project }
              sales-desk: { type: text, values: [NORTH, SOUTH], owner: Sales, meaning: Who sold it }
              rush: { type: flag, owner: Sales, meaning: Whether the customer pays for speed }
              commissioning: { type: date, owner: Sales, meaning: When the plant starts }
              approved-until: { type: moment, owner: Sales, meaning: Until when the price holds }
              certificates: { type: texts, values: [ISO, REACH], owner: Quality, meaning: What must be in the box }
            line:
              bin: { type: text, owner: Warehouse, meaning: Where it lies }
            customer:
              key-account: { type: flag, owner: Sales, meaning: Whether it is a key account }
            shipment:
              gate: { type: decimal, owner: Warehouse, meaning: At which gate it is loaded }
            """;

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Order( attributes.decimal(\"project-margin\") < 8 ) | \"project-margin\":7.99 | FIRED",
                "Order( attributes.decimal(\"project-margin\") < 8 ) | \"project-margin\":8.0 | NOT_MATCHED",
                "Order( attributes.decimal(\"project-margin\") < 8 ) | \"rush\":true | NOT_EVALUATED",
                "Order( attributes.text(\"sales-desk\") == \"NORTH\" ) | \"sales-desk\":\"NORTH\" | FIRED",
                "Order( attributes.text(\"sales-desk\") in ( \"NORTH\", \"SOUTH\" ) ) | \"sales-desk\":\"SOUTH\" | FIRED",
                "Order( attributes.flag(\"rush\") == true ) | \"rush\":true | FIRED",
                "Order( attributes.flag(\"rush\") == true ) | \"rush\":false | NOT_MATCHED",
                "Order( attributes.date(\"commissioning\") < \"2026-04-01\" ) | \"commissioning\":\"2026-03-31\" | FIRED",
                "Order( attributes.date(\"commissioning\") < \"2026-04-01\" ) | \"commissioning\":\"2026-04-01\" | NOT_MATCHED",
                "Order( attributes.texts(\"certificates\") contains \"ISO\" ) | \"certificates\":[\"REACH\",\"ISO\"] | FIRED",
                "Order( attributes.texts(\"certificates\") contains \"ISO\" ) | \"certificates\":[] | NOT_MATCHED",
                "Order( attributes.moment(\"approved-until\") == null ) | \"rush\":true | FIRED",
                "$o : Order() Customer( $o.attributes.decimal(\"project-margin\") < 8 ) | \"project-margin\":1 | FIRED",
            })
    void rules_read_attributes_like_fields(String when, String attributes, Verdict verdict) {
        RuleTrace trace = trace(decide(folder(when), order(attributes)));
        assertThat(trace.verdict()).isEqualTo(verdict);
    }

    @Test
    void an_absent_attribute_is_a_missing_input_and_why_not_names_the_bound() {
        RuleFolder folder = folder("Order( attributes.decimal(\"project-margin\") < 8 )");
        Decision absent = decide(folder, order("\"rush\":true"));
        assertThat(trace(absent).missing()).containsExactly("order.attributes.project-margin");
        assertThat(absent.trace().missingInputs())
                .anySatisfy(missing -> assertThat(missing.path()).isEqualTo("order.attributes.project-margin"));
        var why = requireNonNull(
                        trace(decide(folder, order("\"project-margin\":12"))).firstFailing())
                .why();
        assertThat(why.words().because())
                .isEqualTo("project margin 12 is not below 8; it would fire at project margin < 8");
        assertThat(why.toString()).contains("order.attributes.project-margin");
    }

    @Test
    void attributes_of_lines_customer_and_shipment_are_read_as_well() {
        assertThat(trace(decide(
                                folder("$line : Line( attributes.text(\"bin\") == \"A-1\" )"),
                                snapshot("\"bin\":\"A-1\"", "", "")))
                        .verdict())
                .isEqualTo(Verdict.FIRED);
        assertThat(trace(decide(
                                folder("Customer( attributes.flag(\"key-account\") == true )"),
                                snapshot("", "\"key-account\":true", "")))
                        .verdict())
                .isEqualTo(Verdict.FIRED);
        assertThat(trace(decide(folder("Shipment( attributes.decimal(\"gate\") > 4 )"), snapshot("", "", "\"gate\":5")))
                        .verdict())
                .isEqualTo(Verdict.FIRED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Order( attributes.decimal(\"project-margn\") < 8 ) | attributes.yaml declares no 'project-margn' for order. Did you mean 'project-margin'?",
                "Order( attributes.text(\"project-margin\") == \"8\" ) | attribute 'project-margin' is a number; ask for it with attributes.decimal(\"project-margin\")",
                "Order( attributes.text(\"sales-desk\") == \"NORD\" ) | attribute 'sales-desk' is never 'NORD'; attributes.yaml has NORTH, SOUTH.",
                "Order( attributes.texts(\"certificates\") contains \"IOS\" ) | attribute 'certificates' is never 'IOS'; attributes.yaml has ISO, REACH.",
                "Warehouse( attributes.text(\"bin\") == \"A\" ) | Warehouse has no attributes; Order, Line, Customer and Shipment have",
                "Order( attributes.decimal(netAmount) < 8 ) | an attribute is named by a text",
            })
    void a_rule_that_reads_what_is_not_declared_is_told_so(String when, String message) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> folder(when));
        assertThat(refused.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"margin\":1 | order.attributes.margin unknown-attribute | is not declared for order in attributes.yaml.",
                "\"project-margn\":1 | order.attributes.project-margn unknown-attribute | is not declared for order in attributes.yaml. Did you mean 'project-margin'?",
                "\"project-margin\":\"8\" | order.attributes.project-margin wrong-type | must be a number",
                "\"project-margin\":100.01 | order.attributes.project-margin out-of-range | must be between -100 and 100",
                "\"sales-desk\":\"NORD\" | order.attributes.sales-desk unknown-value | must be one of NORTH, SOUTH",
                "\"commissioning\":\"2.3.2026\" | order.attributes.commissioning wrong-type | must be a date such as \"2026-03-02\"",
                "\"approved-until\":\"2026-03-02\" | order.attributes.approved-until wrong-type | must be a moment",
                "\"certificates\":\"ISO\" | order.attributes.certificates wrong-type | must be a list of text",
                "\"certificates\":[1] | order.attributes.certificates[0] wrong-type | must be text",
                "\"rush\":{\"a\":1} | order.attributes.rush wrong-type | must be text, a number, true or false, or a list of text",
                "\"Rush\":true | order.attributes.Rush unknown-field | is no name of an attribute",
            })
    void a_request_with_an_attribute_that_is_not_declared_is_told_its_path(String sent, String place, String message) {
        RuleFolder folder = folder("Order( netAmount > 1 )");
        RequestReader reader = new RequestReader(new RecordReader(), folder::attributes);
        Reading<Request> read = reader.read(json(sent, "", "", "").getBytes(StandardCharsets.UTF_8));
        List<Problem> problems = ((Reading.Invalid<Request>) read).problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path() + " " + problem.code()).isEqualTo(place);
            assertThat(problem.message()).startsWith(message);
        });
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({"NORTH, 300, NOT_MATCHED", "NORTH, 301, FIRED", "SOUTH, 301, NOT_MATCHED", "SOUTH, 501, FIRED"})
    void a_parameter_differs_by_an_attribute(String desk, String amount, Verdict verdict) {
        RuleFolder folder = byDesk("{ NORTH: 300, SOUTH: 500 }");
        String json = json("\"sales-desk\":\"%s\"".formatted(desk), "", "", "");
        Decision decision = decide(folder, snapshot(json.replace("\"netAmount\":5", "\"netAmount\":" + amount)));
        assertThat(trace(decision).verdict()).isEqualTo(verdict);
    }

    @Test
    void a_parameter_has_no_value_for_a_text_that_the_attribute_never_is() {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> byDesk("{ NORD: 300 }"));
        assertThat(refused.problems()).anySatisfy(problem -> assertThat(problem.message())
                .contains("no order has the order.attributes.sales-desk 'NORD'"));
    }

    private static RuleFolder byDesk(String values) {
        SortedMap<String, byte[]> files = files("Order( netAmount > parameters.amount(\"large\") )", DECLARED);
        String parameter =
                "%nlarge: { unit: amount, range: [0, 1000], owner: A, says: b, by: order.attributes.sales-desk, values: %s }%n"
                        .formatted(values);
        files.put(
                "parameters.yaml",
                (new String(files.get("parameters.yaml"), StandardCharsets.UTF_8) + parameter)
                        .getBytes(StandardCharsets.UTF_8));
        return RuleFolder.compile(files);
    }

    @Test
    void an_order_recorded_under_another_policy_is_not_wrong_and_its_attributes_are_absent_where_they_do_not_fit() {
        RuleFolder folder = folder("Order( attributes.decimal(\"project-margin\") < 8 )");
        Decision decision = decide(folder, order("\"project-margin\":\"low\",\"unheard-of\":1"));
        assertThat(trace(decision).verdict()).isEqualTo(Verdict.NOT_EVALUATED);
    }

    @Test
    void a_decision_is_found_by_up_to_three_attributes_and_one_that_is_absent_is_no_value() {
        RuleFolder folder = RuleFolder.compile(files("Order( netAmount > 1 )", """
                order:
                  desk: { type: text, facet: true, owner: A, meaning: B }
                  start: { type: date, facet: true, owner: A, meaning: B }
                  note: { type: text, owner: A, meaning: B }
                customer:
                  key-account: { type: flag, facet: true, owner: A, meaning: B }
                """));
        assertThat(folder.attributes().facets().keySet())
                .containsExactly("customer.attributes.key-account", "order.attributes.desk", "order.attributes.start");
        OrderSnapshot order =
                snapshot(json("\"desk\":\"N 1\",\"start\":\"soon\",\"note\":\"x\"", "", "\"key-account\":false", ""));
        assertThat(folder.attributes().facetsOf(order))
                .containsExactly(
                        Map.entry("customer.attributes.key-account", "false"),
                        Map.entry("order.attributes.desk", "N 1"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "warehouse: {} | 'warehouse' has no attributes; there are order, line, customer, shipment.",
                "order: { x: { type: decimal } } | 'owner' is missing",
                "order: { x: { type: money, owner: A, meaning: B } } | 'money' is no type; there are text, decimal, flag, date, moment, texts.",
                "order: { X_1: { type: text, owner: A, meaning: B } } | 'X_1' is no name of an attribute",
                "order: { x: { type: text, min: 1, owner: A, meaning: B } } | 'min' is only for attributes that are numbers",
                "order: { x: { type: decimal, min: 2, max: 1, owner: A, meaning: B } } | max is below min",
                "order: { x: { type: text, values: [A, A], owner: A, meaning: B } } | a value is given twice",
                "order: { x: { type: text, facet: yes, owner: A, meaning: B } } | 'facet' is true, and only for a text, flag or date of order, customer or shipment",
                "order: { x: { type: decimal, facet: true, owner: A, meaning: B } } | 'facet' is true, and only for",
                "order: { x: { type: texts, facet: true, owner: A, meaning: B } } | 'facet' is true, and only for",
                "line: { x: { type: text, facet: true, owner: A, meaning: B } } | 'facet' is true, and only for",
                "order: { a: { type: text, facet: true, owner: A, meaning: B }, b: { type: text, facet: true, owner: A, meaning: B }, c: { type: flag, facet: true, owner: A, meaning: B }, d: { type: date, facet: true, owner: A, meaning: B } } | too many attributes with 'facet: true'",
            })
    void a_mistake_in_the_declaration_is_told_with_its_line(String yaml, String message) {
        RuleException refused = catchThrowableOfType(
                RuleException.class, () -> RuleFolder.compile(files("Order( netAmount > 1 )", yaml)));
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("attributes.yaml");
            assertThat(problem.message()).contains(message);
        });
    }

    private static RuleFolder folder(String when) {
        return RuleFolder.compile(files(when, DECLARED));
    }

    private static SortedMap<String, byte[]> files(String when, String declared) {
        SortedMap<String, byte[]> files = Folders.with(
                "own.drl",
                Folders.HEADER + Folders.rule("own", when, "effects.exception(\"FIN-201\", 2).action(\"EXPEDITE\");"));
        files.put("attributes.yaml", declared.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static OrderSnapshot order(String attributes) {
        return snapshot(json(attributes, "", "", ""));
    }

    private static OrderSnapshot snapshot(String line, String customer, String shipment) {
        return snapshot(json("", line, customer, shipment));
    }

    private static OrderSnapshot snapshot(String json) {
        return ((Reading.Valid<Request>)
                        new RequestReader(new RecordReader()).read(json.getBytes(StandardCharsets.UTF_8)))
                .value()
                .snapshot()
                .receivedAt(Instant.parse("2026-03-02T09:00:00Z"));
    }

    private static String json(String order, String line, String customer, String shipment) {
        return """
                {"requestId":"r-1","checkpoint":"RELEASE","asOf":"2026-03-02T09:00:00Z",
                 "order":{"orderId":"o-1","netAmount":5,"currency":"USD","attributes":{%s},
                   "lines":[{"lineId":"1","itemId":"i","orderedQty":1,"attributes":{%s}}]},
                 "customer":{"customerId":"c","attributes":{%s}},
                 "shipment":{"attributes":{%s}}}
                """.formatted(order, line, customer, shipment);
    }

    private static Decision decide(RuleFolder folder, OrderSnapshot order) {
        return new Decider(
                        folder.ruleBook(),
                        any -> new Opinion.Abstained(null, "a test"),
                        folder.taxonomy(),
                        folder.actions())
                .decide(order, TraceLevel.FULL);
    }

    private static RuleTrace trace(Decision decision) {
        return decision.trace().rules().getFirst();
    }
}
