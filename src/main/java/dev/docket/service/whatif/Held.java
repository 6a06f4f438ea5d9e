package dev.docket.service.whatif;

import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.taxonomy.Disposition;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What holds a recorded decision where it is, and what would let go of it.
 *
 * @param grounds the rules that ask for the disposition, of which one is enough to keep it
 * @param more how many more there are
 * @param others what asks for it that is no rule: {@code rule-error}, {@code policy-gap}, {@code classifier}
 * @param firings every rule that fires, those on many lines with some of them
 * @param together one change for each of several grounds, as far as it takes to get another disposition
 */
public record Held(
        Disposition disposition,
        List<Ground> grounds,
        int more,
        List<String> others,
        List<Firing> firings,
        Optional<Tried> together) {
    public Held {
        grounds = List.copyOf(grounds);
        others = List.copyOf(others);
        firings = List.copyOf(firings);
    }

    /** A rule that asks for the disposition. */
    public record Ground(Firing firing, List<Way> ways) {
        public Ground {
            ways = List.copyOf(ways);
        }
    }

    /**
     * A change of one value after which the rule does not fire.
     *
     * @param tried what the order would have been decided with it; nothing where it was not tried
     */
    public record Way(WouldCease cease, Optional<Tried> tried) {}

    /**
     * What the policy that decided says of the order with other values.
     *
     * @param values by path; empty text where there would be none
     */
    public record Tried(SequencedMap<String, String> values, Disposition disposition) {}
}
