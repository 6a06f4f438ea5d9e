package dev.docket.json.read;

import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributeCatalogue.Misfit;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.text.Suggestion;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with the attributes of an order. */
public final class DeclaredAttributes {
    private DeclaredAttributes() {}

    /** Every attribute that is not declared, or is not what it is declared as. */
    public static List<Problem> problems(AttributeCatalogue declared, OrderSnapshot snapshot) {
        return declared.misfits(snapshot).stream()
                .map(misfit -> worded(declared, misfit))
                .toList();
    }

    private static Problem worded(AttributeCatalogue declared, Misfit misfit) {
        AttributeDefinition definition = misfit.declared();
        if (definition == null) {
            String name = misfit.path().substring(misfit.path().lastIndexOf('.') + 1);
            return problem(
                    misfit,
                    "unknown-attribute",
                    "is not declared for %s in attributes.yaml.%s"
                            .formatted(
                                    misfit.place().word(),
                                    Suggestion.didYouMean(
                                            name, declared.at(misfit.place()).keySet())));
        }
        return switch (misfit.kind()) {
            case UNKNOWN, WRONG_TYPE ->
                problem(misfit, "wrong-type", "must be " + definition.type().example());
            case UNKNOWN_VALUE ->
                problem(misfit, "unknown-value", "must be one of " + String.join(", ", definition.values()));
            case OUT_OF_RANGE ->
                problem(misfit, "out-of-range", "must be " + range(definition.least(), definition.most()));
        };
    }

    private static Problem problem(Misfit misfit, String code, String message) {
        return new Problem(misfit.path(), code, message, echoed(misfit.value()), 0);
    }

    private static String range(@Nullable BigDecimal least, @Nullable BigDecimal most) {
        if (least == null) {
            return "at most " + plain(most);
        }
        return most == null ? "at least " + plain(least) : "between %s and %s".formatted(plain(least), plain(most));
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private static @Nullable Object echoed(Object value) {
        return switch (value) {
            case String text -> Echo.of(text);
            case BigDecimal number -> number;
            case Boolean flag -> flag;
            default -> null;
        };
    }
}
