package dev.docket.rules.language;

import dev.docket.order.attribute.AttributeCatalogue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a policy declares beside its rules, and rules may name. */
public record Declared(Map<String, ParameterDefinition> parameters, AttributeCatalogue attributes) {
    public Declared {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
