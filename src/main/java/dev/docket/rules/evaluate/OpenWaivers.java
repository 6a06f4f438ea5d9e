package dev.docket.rules.evaluate;

import dev.docket.decision.rule.Effect;
import dev.docket.decision.taxonomy.ProtectedCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The waivers of which it is not known whether they apply. What they miss matters only where there is something that they
 * could waive: an exception that was raised, or one that an open rule, or a rule that runs later, could still raise.
 */
final class OpenWaivers {
    private final List<Open> open = new ArrayList<>();
    private final Set<String> possible = new TreeSet<>();

    private record Open(CompiledRule rule, int lineIndex) {}

    OpenWaivers(Set<String> raisedLater) {
        possible.addAll(raisedLater);
    }

    void add(CompiledRule rule, int lineIndex) {
        open.add(new Open(rule, lineIndex));
    }

    void mayBeRaised(Set<String> codes) {
        possible.addAll(codes);
    }

    /** Lists what the waivers miss that have something to waive. */
    void addTo(List<Effect> effects, MissingInputs missing) {
        if (open.isEmpty()) {
            return;
        }
        for (Effect effect : effects) {
            if (effect instanceof Effect.Exceptional raised) {
                possible.add(raised.code().text());
            }
        }
        possible.removeIf(ProtectedCodes::contains);
        for (Open waiver : open) {
            SortedSet<String> codes = new TreeSet<>(waiver.rule().codes());
            codes.retainAll(possible);
            if (!codes.isEmpty()) {
                missing.add(waiver.rule().inputs().needed(), waiver.lineIndex(), codes);
            }
        }
    }
}
