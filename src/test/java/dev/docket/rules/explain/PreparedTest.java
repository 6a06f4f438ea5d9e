package dev.docket.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.DroolsRuleBook;
import dev.docket.rules.ShippedRules;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is found once per rule is what would be found for each order. */
class PreparedTest {
    private final DroolsRuleBook book = ShippedRules.compiled().ruleBook();

    @Test
    void what_an_input_changes_is_known_beforehand() {
        int known = 0;
        for (CompiledRule compiled : book.rules()) {
            ParsedRule rule = compiled.rule();
            Prepared prepared = new Prepared(rule);
            for (Expr.Read read : reads(rule).toList()) {
                Influence before = prepared.influence(read);
                Influence now = Influence.of(read);
                assertThat(before).as("%s of %s", read, rule.id()).isEqualTo(now);
                if (before != null) {
                    known += sameOn(rule, before, Objects.requireNonNull(now));
                }
            }
        }
        assertThat(known).as("changes in the shipped rules").isGreaterThan(500);
    }

    private static int sameOn(ParsedRule rule, Influence before, Influence now) {
        int changes = 0;
        for (Expr expression : rule.expressions().toList()) {
            assertThat(before.changes(expression)).isEqualTo(now.changes(expression));
            changes += before.changes(expression) ? 1 : 0;
        }
        rule.conditions()
                .forEach(condition -> assertThat(before.changes(condition)).isEqualTo(now.changes(condition)));
        rule.parts().forEach(part -> assertThat(before.changes(part)).isEqualTo(now.changes(part)));
        rule.matches().forEach(match -> assertThat(before.changesSource(match)).isEqualTo(now.changesSource(match)));
        return changes;
    }

    private static Stream<Expr.Read> reads(ParsedRule rule) {
        return rule.expressions().filter(Expr.Read.class::isInstance).map(Expr.Read.class::cast);
    }

    @Test
    void every_condition_has_its_sentence_once() {
        for (CompiledRule compiled : book.rules()) {
            Prepared prepared = new Prepared(compiled.rule());
            compiled.parts().stream().flatMap(CompiledPart::conditions).forEach(test -> {
                Sentence sentence = prepared.sentence(test.condition());
                assertThat(sentence).isSameAs(prepared.sentence(test.condition()));
                assertThat(sentence).isEqualTo(Sentence.of(test.condition()));
            });
        }
    }
}
