package dev.docket.rules.explain;

import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.vocabulary.FactType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in the request the facts of one evaluation stand, by slot. A fact that was searched for has no place. */
final class Places {
    private final Map<Integer, String> bySlot = new HashMap<>();

    /**
     * Notes where the fact of a match stands.
     *
     * @param element its position in the list that it was found in, or -1
     */
    void note(CompiledPart.Match match, int lineIndex, int element) {
        String place = place(match, lineIndex, element);
        if (place != null) {
            bySlot.put(match.slot(), place);
        }
    }

    private @Nullable String place(CompiledPart.Match match, int lineIndex, int element) {
        FieldAccess source = match.source();
        if (source == null) {
            return match.match().type().kind() == FactType.Kind.LINE
                    ? String.format(Locale.ROOT, "order.lines[%d]", element >= 0 ? element : lineIndex)
                    : match.match().type().path();
        }
        String from = bySlot.get(source.slot());
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
        return bySlot.get(slot);
    }
}
