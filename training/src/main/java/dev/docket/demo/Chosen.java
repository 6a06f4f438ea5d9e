package dev.docket.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses three decisions to show: one held, one released with a change, one released unchanged. */
final class Chosen {
    private static final Set<String> INSTRUCTIVE = Set.of("SUBSTITUTE", "SPLIT_SHIPMENT", "SHIP_PARTIAL_BACKORDER");

    private Chosen() {}

    static List<Sent.Acknowledged> from(Tally tally) {
        List<Sent.Acknowledged> chosen = new ArrayList<>();
        first(tally, verdict -> verdict.disposition().equals("HOLD")).ifPresent(chosen::add);
        first(
                        tally,
                        verdict -> verdict.disposition().equals("RELEASE_WITH_CONDITIONS")
                                && verdict.remedies().size() == 1
                                && INSTRUCTIVE.contains(verdict.remedies().getFirst()))
                .or(() -> first(tally, verdict -> verdict.disposition().equals("RELEASE_WITH_CONDITIONS")))
                .ifPresent(chosen::add);
        first(
                        tally,
                        verdict -> verdict.disposition().equals("RELEASE")
                                && verdict.codes().isEmpty())
                .ifPresent(chosen::add);
        return chosen;
    }

    private static Optional<Sent.Acknowledged> first(Tally tally, Predicate<Sent.Verdict> wanted) {
        return tally.acknowledged().stream()
                .filter(sent -> wanted.test(sent.verdict()))
                // Decisions with a model score show more; those with a single reason read best.
                .min(Comparator.comparingInt((Sent.Acknowledged sent) ->
                                sent.verdict().source().equals("MODEL") ? 0 : 1)
                        .thenComparingInt(sent -> sent.verdict().codes().size()));
    }
}
