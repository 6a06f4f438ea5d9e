package dev.docket.rules.read;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Declared;
import dev.docket.rules.language.Expr;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.text.Suggestion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that conditions of one rule may name.
 *
 * @param own the fact of the pattern that is being read, null outside of a pattern
 * @param bound the variables bound so far
 * @param declared what the policy declares beside its rules
 * @param totals the variables that stand for a total
 */
record Scope(@Nullable FactType own, Map<String, FactType> bound, Declared declared, Map<String, Expr.Read> totals) {
    Scope in(FactType pattern) {
        return new Scope(pattern, bound, declared, totals);
    }

    /** The same outside of a pattern, with a variable that stands for a total. */
    Scope with(String variable, Expr.Read total) {
        return new Scope(null, bound, declared, Map.of(variable, total));
    }

    /** The fact that a variable stands for. @throws Refusal when no earlier pattern binds it */
    FactType fact(String variable) {
        FactType fact = bound.get(variable);
        if (fact == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_FIELD,
                    "there is no variable '%s'.%s"
                            .formatted(variable, Suggestion.didYouMean(variable, bound.keySet())));
        }
        return fact;
    }

    /** A field of a fact. @throws Refusal when there is none of this name with so many arguments */
    static Field field(FactType fact, String name, int arguments) {
        Field field = fact.fields().get(name);
        if (field == null || field.parameters().size() != arguments) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_FIELD,
                    "unknown field '%s' of %s.%s"
                            .formatted(
                                    name,
                                    fact,
                                    Suggestion.didYouMean(name, fact.fields().keySet())));
        }
        return field;
    }
}
