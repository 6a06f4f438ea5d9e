package dev.docket.mapping;

import dev.docket.mapping.expression.Condition;
import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.ExpressionReader;
import dev.docket.yaml.YamlNode;
import java.util.List;

/**
 * What leaves a line out, or a whole document.
 *
 * @param isOfDocument whether the document is none that asks for a decision
 */
record Exclusion(boolean isOfDocument, List<Condition> all, String because) {
    Exclusion {
        all = List.copyOf(all);
    }

    boolean applies(Evaluation evaluation) {
        return all.stream().allMatch(condition -> condition.holds(evaluation));
    }

    static Exclusion read(YamlNode node, ExpressionReader expressions) {
        node.allowOnly(List.of("line", "document", "because"));
        boolean isOfDocument = node.optional("document").isPresent();
        if (isOfDocument == node.optional("line").isPresent()) {
            node.problem("a skip needs either 'line' or 'document', with its conditions");
        }
        return new Exclusion(
                isOfDocument,
                node.required(isOfDocument ? "document" : "line").list().stream()
                        .map(condition -> Condition.read(condition, expressions, "skip"))
                        .toList(),
                node.required("because").text());
    }
}
