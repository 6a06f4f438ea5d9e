package dev.docket.training.mapping;

import dev.docket.mapping.expression.Condition;
import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.ExpressionReader;
import dev.docket.yaml.YamlNode;
import java.util.List;

/**
 * A rule that leaves rows, or whole orders, out.
 *
 * @param wholeOrder whether one such row leaves the whole order out
 */
record Skip(boolean wholeOrder, List<Condition> all, String because) {
    boolean applies(Evaluation evaluation) {
        return all.stream().allMatch(condition -> condition.holds(evaluation));
    }

    static Skip read(YamlNode node, ExpressionReader expressions) {
        node.allowOnly(List.of("row", "order", "because"));
        boolean wholeOrder = node.optional("order").isPresent();
        if (wholeOrder == node.optional("row").isPresent()) {
            node.problem("a skip needs either 'row' or 'order', with its conditions");
        }
        List<Condition> all = node.required(wholeOrder ? "order" : "row").list().stream()
                .map(condition -> Condition.read(condition, expressions, "skip"))
                .toList();
        return new Skip(wholeOrder, all, node.required("because").text());
    }
}
