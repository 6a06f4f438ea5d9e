package dev.docket.training.mapping;

import dev.docket.training.mapping.expression.Evaluation;
import dev.docket.training.mapping.expression.Expression;
import dev.docket.training.mapping.expression.ExpressionReader;
import dev.docket.training.mapping.source.Node;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule that leaves rows, or whole orders, out.
 *
 * @param wholeOrder whether one such row leaves the whole order out
 */
record Skip(boolean wholeOrder, List<Condition> all, String because) {
    /** One condition on a value. */
    record Condition(Expression value, Test test) {}

    sealed interface Test {}

    record IsAbsent() implements Test {}

    record Below(BigDecimal limit) implements Test {}

    record OneOf(List<String> values, boolean wanted) implements Test {}

    boolean applies(Evaluation evaluation) {
        return all.stream().allMatch(condition -> holds(condition.test(), evaluation.value(condition.value())));
    }

    private static boolean holds(Test test, @Nullable Object value) {
        return switch (test) {
            case IsAbsent absent -> value == null;
            case Below below -> value instanceof BigDecimal number && number.compareTo(below.limit()) < 0;
            case OneOf oneOf -> value != null && oneOf.values().contains(Evaluation.text(value)) == oneOf.wanted();
        };
    }

    static Skip read(Node node, ExpressionReader expressions) {
        Node.Fields fields = node.asFields();
        fields.allowOnly(Set.of("row", "order", "because"));
        if (fields.fields().containsKey("row") == fields.fields().containsKey("order")) {
            throw node.error("a skip wants either 'row' or 'order' with its conditions");
        }
        boolean wholeOrder = fields.fields().containsKey("order");
        List<Condition> all = fields.required(wholeOrder ? "order" : "row").items().stream()
                .map(condition -> condition(condition.asFields(), expressions))
                .toList();
        return new Skip(wholeOrder, all, fields.required("because").text());
    }

    private static Condition condition(Node.Fields fields, ExpressionReader expressions) {
        fields.allowOnly(Set.of("value", "is", "isNot", "below"));
        return new Condition(expressions.read(fields.required("value"), "skip"), test(fields));
    }

    private static Test test(Node.Fields fields) {
        Node below = fields.fields().get("below");
        if (below != null) {
            return new Below(new BigDecimal(below.wholeNumber()));
        }
        Node isNot = fields.fields().get("isNot");
        Node values = isNot == null ? fields.required("is") : isNot;
        if (values instanceof Node.Scalar scalar && scalar.text().equals("absent")) {
            return new IsAbsent();
        }
        return new OneOf(values.items().stream().map(Node::text).toList(), isNot == null);
    }
}
