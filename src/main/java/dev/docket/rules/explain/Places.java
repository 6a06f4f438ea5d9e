package dev.docket.rules.explain;

import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.vocabulary.FactType;
import org.jspecify.annotations.Nullable;

/** Where in the request the facts of one evaluation stand, by slot. A fact that was searched for has no place. */
final class Places {
    private final Prepared prepared;
    private final @Nullable String[] bySlot;

    private Places(Prepared prepared, int slots) {
        this.prepared = prepared;
        this.bySlot = new String[slots];
    }

    /** Those of the facts that a rule names, not of those that it looks for in lists. */
    static Places of(CompiledRule rule, Prepared prepared, Frame frame) {
        Places places = new Places(prepared, rule.factSlots());
        int lineIndex = CompiledRule.lineIndex(frame.line());
        for (CompiledPart part : rule.parts()) {
            if (part instanceof CompiledPart.Match match) {
                places.note(match, lineIndex, -1);
            }
        }
        return places;
    }

    /** What can be said of the rule before there is an order. */
    Prepared prepared() {
        return prepared;
    }

    /**
     * Notes where the fact of a match stands.
     *
     * @param element its position in the list that it was found in, or -1
     */
    void note(CompiledPart.Match match, int lineIndex, int element) {
        String place = place(match, lineIndex, element);
        if (place != null) {
            bySlot[match.slot()] = place;
        }
    }

    private @Nullable String place(CompiledPart.Match match, int lineIndex, int element) {
        FieldAccess source = match.source();
        if (source == null) {
            return match.match().type().kind() == FactType.Kind.LINE
                    ? "order.lines[" + (element >= 0 ? element : lineIndex) + "]"
                    : match.match().type().path();
        }
        String from = bySlot[source.slot()];
        if (from == null || source.read().field().isDerived()) {
            return null;
        }
        String path = from.isEmpty()
                ? source.read().field().name()
                : from + "." + source.read().field().name();
        return element >= 0 ? path + "[" + element + "]" : path;
    }

    /** Where the fact in a slot stands, or null when it stands nowhere. */
    @Nullable
    String of(int slot) {
        return bySlot[slot];
    }
}
