package dev.docket.training.mapping;

import dev.docket.training.mapping.expression.Evaluation;
import dev.docket.training.mapping.expression.Expression;
import dev.docket.training.mapping.expression.ExpressionReader;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.List;
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

    static Skip read(YamlNode node, ExpressionReader expressions) {
        node.allowOnly(List.of("row", "order", "because"));
        boolean wholeOrder = node.optional("order").isPresent();
        if (wholeOrder == node.optional("row").isPresent()) {
            node.problem("a skip needs either 'row' or 'order', with its conditions");
        }
        List<Condition> all = node.required(wholeOrder ? "order" : "row").list().stream()
                .map(condition -> condition(condition, expressions))
                .toList();
        return new Skip(wholeOrder, all, node.required("because").text());
    }

    private static Condition condition(YamlNode node, ExpressionReader expressions) {
        node.allowOnly(List.of("value", "is", "isNot", "below"));
        return new Condition(expressions.read(node.required("value"), "skip"), test(node));
    }

    private static Test test(YamlNode node) {
        if (node.optional("below").isPresent()) {
            return new Below(new BigDecimal(node.required("below").wholeNumber()));
        }
        boolean wanted = node.optional("isNot").isEmpty();
        YamlNode values = node.required(wanted ? "is" : "isNot");
        if (!values.isList() && values.text().equals("absent")) {
            return new IsAbsent();
        }
        return new OneOf(values.texts(), wanted);
    }
}
