package dev.docket.rules.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's {@code then} adds, as far as is known without firing it.
 *
 * @param exceptionCode its exception, or null
 * @param actions its action types
 * @param approvals its roles
 * @param waives its waived codes
 * @param values what its actions carry, besides names
 * @param text as it is compiled
 */
public record EffectTemplate(
        @Nullable String exceptionCode,
        List<String> actions,
        List<String> approvals,
        List<String> waives,
        List<Expr> values,
        String text) {}
