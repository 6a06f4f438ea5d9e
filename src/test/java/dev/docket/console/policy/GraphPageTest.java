package dev.docket.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.fixture.ShippedBundle;
import dev.docket.service.bundle.DescribeBundle;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GraphPageTest {
    private final DescribeBundle describe = new DescribeBundle(ShippedBundle::loaded);

    @Test
    void every_rule_is_drawn_with_all_that_it_raises_and_waives() {
        String html = of("", describe.rules());

        assertThat(count(html, "class=\"rule\"")).isEqualTo(describe.rules().size());
        assertThat(count(html, "<path class=\"raises\""))
                .isEqualTo(describe.rules().stream()
                        .mapToLong(rule -> rule.raises().size())
                        .sum());
        assertThat(count(html, "<path class=\"waives\""))
                .isEqualTo(describe.rules().stream()
                        .mapToLong(rule -> rule.waives().size())
                        .sum());
        assertThat(html).contains("<title>Shortage without remedy looks for INV-402 among what stands</title>");
    }

    @Test
    void the_rules_of_an_exception_are_those_that_raise_waive_or_look_for_it() {
        String html = of("FIN-201", describe.rules());

        for (RuleDescription rule : describe.rules()) {
            boolean hasIt = Stream.concat(rule.raises().stream(), rule.waives().stream())
                    .anyMatch(code -> code.text().equals("FIN-201"));
            assertThat(html.contains("<a href=\"/console/rules/" + rule.ruleId() + "\" class=\"rule\""))
                    .as("%s", rule.ruleId())
                    .isEqualTo(hasIt);
        }
        assertThat(of("INV-402", describe.rules())).contains("/console/rules/shortage-without-remedy\"");
    }

    @Test
    void a_rule_stands_among_those_that_it_meets_with_the_fields_that_it_reads() {
        String html = of("credit-limit-exceeded", describe.rules());

        assertThat(html)
                .contains("class=\"rule centre\"", "customer.credit.limit", "/console/rules/credit-excess-tolerated")
                .doesNotContain("<path class=\"reads\" d=\"\"", "class=\"rule\" href=\"/console/rules/short-pick");
    }

    @Test
    void a_part_of_the_order_leads_to_the_rules_that_read_it() {
        assertThat(of("customer.credit.release", describe.rules()))
                .contains("/console/rules/released-credit-still-valid")
                .doesNotContain("class=\"rule\"><title>Short pick");
        assertThat(GraphPage.of("customer.shoe-size", describe.rules(), describe.taxonomy()))
                .isEmpty();
    }

    @Test
    void of_very_many_rules_some_are_drawn_and_all_are_in_the_table() {
        List<RuleDescription> many = IntStream.range(0, 300)
                .mapToObj(i -> like("rule-" + i, "<b>A policy</b> & more"))
                .toList();

        String html = of("", many);

        assertThat(count(html, "class=\"rule\"")).isEqualTo(60);
        assertThat(count(html, "<tr><th scope=\"row\">")).isEqualTo(300);
        assertThat(html).contains("240 more are only in the table below.").doesNotContain("<b>A policy");
    }

    private RuleDescription like(String id, String policy) {
        RuleDescription one = describe.rules().getFirst();
        return new RuleDescription(
                new RuleId(id),
                one.owner(),
                policy,
                one.checkpoints(),
                one.perLine(),
                one.conditions(),
                one.needs(),
                one.reads(),
                one.parameters(),
                one.raises(),
                one.waives(),
                one.actions(),
                one.approvals(),
                "credit.drl:1",
                one.text(),
                one.validFrom(),
                one.validUntil());
    }

    private String of(String about, List<RuleDescription> rules) {
        return GraphPage.of(about, rules, describe.taxonomy()).orElseThrow().html();
    }

    private static long count(String html, String part) {
        return html.split(part, -1).length - 1L;
    }
}
