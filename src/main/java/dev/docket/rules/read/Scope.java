package dev.docket.rules.read;

import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.vocabulary.FactType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that conditions of one rule may name.
 *
 * @param own the fact of the pattern that is being read, null outside of a pattern
 * @param bound the variables bound so far
 * @param totals the variables that stand for a total
 */
record Scope(
        @Nullable FactType own,
        Map<String, FactType> bound,
        Map<String, ParameterDefinition> parameters,
        Map<String, Expr.Read> totals) {
    Scope in(FactType pattern) {
        return new Scope(pattern, bound, parameters, totals);
    }

    /** The same outside of a pattern, with a variable that stands for a total. */
    Scope with(String variable, Expr.Read total) {
        return new Scope(null, bound, parameters, Map.of(variable, total));
    }
}
