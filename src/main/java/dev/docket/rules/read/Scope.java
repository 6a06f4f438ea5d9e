package dev.docket.rules.read;

import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.vocabulary.FactType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that conditions of one rule may name.
 *
 * @param own the fact of the pattern that is being read, null outside of a pattern
 * @param bound the variables bound so far
 */
record Scope(@Nullable FactType own, Map<String, FactType> bound, Map<String, ParameterDefinition> parameters) {
    Scope in(FactType pattern) {
        return new Scope(pattern, bound, parameters);
    }
}
