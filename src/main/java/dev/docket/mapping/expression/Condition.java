package dev.docket.mapping.expression;

import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One condition on a value: {@code {value: ..., is: [A, B]}}, {@code isNot}, {@code below} or {@code is: absent}. */
public record Condition(Expression value, Test test) {
    public sealed interface Test {}

    public record IsAbsent(boolean wanted) implements Test {}

    public record Below(BigDecimal limit) implements Test {}

    public record OneOf(List<String> values, boolean wanted) implements Test {}

    /** Whether it holds; below and any one of a list never do when the value is absent. */
    public boolean holds(Evaluation evaluation) {
        return holds(evaluation.value(value));
    }

    private boolean holds(@Nullable Object found) {
        return switch (test) {
            case IsAbsent absent -> (found == null) == absent.wanted();
            case Below below -> found != null && number(found).compareTo(below.limit()) < 0;
            case OneOf oneOf -> found != null && oneOf.values().contains(Evaluation.text(found)) == oneOf.wanted();
        };
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal number ? number : Numbers.of(value.toString());
    }

    /** @param path where the value goes that it decides about */
    public static Condition read(YamlNode node, ExpressionReader expressions, String path) {
        node.allowOnly(List.of("value", "is", "isNot", "below"));
        return new Condition(expressions.read(node.required("value"), path), test(node));
    }

    private static Test test(YamlNode node) {
        if (node.optional("below").isPresent()) {
            return new Below(new BigDecimal(node.required("below").wholeNumber()));
        }
        boolean wanted = node.optional("isNot").isEmpty();
        YamlNode values = node.required(wanted ? "is" : "isNot");
        if (!values.isList() && values.text().equals("absent")) {
            return new IsAbsent(wanted);
        }
        return new OneOf(values.isList() ? values.texts() : List.of(values.text()), wanted);
    }
}
