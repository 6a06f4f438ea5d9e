package dev.docket.rules.explain;

import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a rule before there is an order: a sentence for each condition, and what each input could change. Found
 * once, when the rule is compiled. Any number of threads may read it.
 */
final class Prepared {
    private final IdentityHashMap<Condition, Sentence> sentences = new IdentityHashMap<>();
    private final IdentityHashMap<Expr.Read, Optional<Influence>> influences = new IdentityHashMap<>();

    Prepared(ParsedRule rule) {
        rule.conditions().forEach(condition -> sentences.put(condition, Sentence.of(condition)));
        Map<Influence, Influence> known = new HashMap<>();
        rule.expressions().forEach(expression -> {
            if (expression instanceof Expr.Read read) {
                influences.put(
                        read,
                        Optional.ofNullable(Influence.of(read))
                                .map(found -> known.computeIfAbsent(found, one -> one.on(rule))));
            }
        });
    }

    /** Why a condition does not hold, with places for what an order has. */
    Sentence sentence(Condition condition) {
        Sentence known = sentences.get(condition);
        return known == null ? Sentence.of(condition) : known;
    }

    /** What another value of the field could change; null when nobody could change it. */
    @Nullable
    Influence influence(Expr.Read read) {
        Optional<Influence> known = influences.get(read);
        return known == null ? Influence.of(read) : known.orElse(null);
    }
}
