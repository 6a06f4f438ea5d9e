package dev.docket.rules.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.ShippedRules;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleGraphTest {
    private static final Pattern BOX =
            Pattern.compile("<rect x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\" rx");

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
        assertThat(shipped.rules()).hasSize(78);
        assertThat(rule("credit-limit-exceeded").raises()).containsExactly("FIN-201");
        assertThat(rule("released-credit-still-valid").waives()).containsExactly("FIN-201", "FIN-202");
        assertThat(rule("many-serious-exceptions").needsStanding()).isTrue();
        assertThat(shipped.rules().stream().filter(RuleGraph.Node::needsStanding))
                .hasSize(1);
    }

    @Test
    void graphviz_gets_an_edge_for_each() {
        assertThat(RuleGraphDot.of(shipped))
                .contains("\"credit-limit-exceeded\" -> \"FIN-201\";")
                .contains("\"FIN-201\" -> \"credit-excess-tolerated\" [label=\"waived by\"")
                .contains("\"what stands\" -> \"many-serious-exceptions\" [label=\"needs\"");
    }

    @Test
    void the_picture_shows_every_rule_and_code_once_and_no_box_lies_on_another() {
        String svg = RuleGraphSvg.of(shipped);
        shipped.rules().forEach(rule -> assertThat(svg).containsOnlyOnce(">" + rule.id() + "</text>"));
        shipped.codes().forEach(code -> assertThat(svg).containsOnlyOnce(">" + code + "</text>"));
        List<int[]> boxes = BOX.matcher(svg)
                .results()
                .map(box -> new int[] {
                    Integer.parseInt(box.group(1)),
                    Integer.parseInt(box.group(2)),
                    Integer.parseInt(box.group(3)),
                    Integer.parseInt(box.group(4))
                })
                .toList();
        assertThat(boxes).hasSize(shipped.rules().size() + shipped.codes().size() + 1);
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(overlap(boxes.get(i), boxes.get(j))).isFalse();
            }
        }
    }

    private static boolean overlap(int[] a, int[] b) {
        return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
    }
}
