package dev.docket.rules.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.ShippedRules;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import org.junit.jupiter.api.Test;

class RuleGraphTest {
    private final RuleGraph shipped = RuleGraph.of(
            ParsedFolder.read(RuleFiles.of(ShippedRules.FOLDER).deciding()).rules());

    private RuleGraph.Node rule(String id) {
        return shipped.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rules_meet_only_in_the_exceptions_that_they_raise_waive_or_need() {
        assertThat(shipped.rules())
                .extracting(RuleGraph.Node::id)
                .containsExactlyElementsOf(ShippedRules.compiled().ruleBook().descriptions().stream()
                        .map(rule -> rule.ruleId().text())
                        .toList());
        assertThat(rule("credit-limit-exceeded").raises()).containsExactly("FIN-201");
        assertThat(rule("released-credit-still-valid").waives()).containsExactly("FIN-201", "FIN-202");
        assertThat(rule("many-serious-exceptions").needsStanding()).isTrue();
        assertThat(rule("credit-limit-exceeded").needsStanding()).isFalse();
    }

    @Test
    void graphviz_gets_an_edge_for_each() {
        assertThat(RuleGraphDot.of(shipped))
                .contains("\"credit-limit-exceeded\" -> \"FIN-201\";")
                .contains("\"FIN-201\" -> \"credit-excess-tolerated\" [label=\"waived by\"")
                .contains("\"what stands\" -> \"many-serious-exceptions\" [label=\"needs\"");
    }
}
