package dev.docket.decision;

import dev.docket.decision.urgency.Confidence;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Priority;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.PriorityCost;
import dev.docket.decision.urgency.PrioritySource;
import java.util.List;
import java.util.SortedSet;

/** Weighs the rules' floor against the classifier's opinion. The classifier may raise the priority, never lower it. */
final class Prioritiser {
    private Prioritiser() {}

    static Priority weigh(Ledger ledger, Opinion opinion, PriorityCost cost) {
        NotedException worst = ledger.worst();
        Priority.Floor floor = worst == null
                ? new Priority.Floor(PriorityClass.P4, null)
                : new Priority.Floor(PriorityClass.floorFor(worst.severity()), worst.ruleId());
        return switch (opinion) {
            case Opinion.Scored scored -> scored(scored, floor, cost);
            case Opinion.Estimated estimated -> estimated(estimated, floor);
            case Opinion.OutOfRange outside ->
                fallback(floor, outside.features(), "the order lies outside what the model was trained on");
            case Opinion.Abstained abstained -> fallback(floor, List.of(), abstained.because());
        };
    }

    private static Priority scored(Opinion.Scored scored, Priority.Floor floor, PriorityCost cost) {
        PriorityClass suggested = scored.probabilities().cheapest(cost);
        boolean floorWins = floor.priorityClass().compareTo(suggested) < 0;
        return new Priority(
                suggested.atLeast(floor.priorityClass()),
                floorWins ? PrioritySource.RULES : PrioritySource.MODEL,
                scored.candidates().size() > 1 ? Confidence.LOW : Confidence.HIGH,
                scored.probabilities(),
                List.copyOf(scored.candidates()),
                floor,
                scored.contributions(),
                List.of(),
                null,
                null);
    }

    private static Priority estimated(Opinion.Estimated estimated, Priority.Floor floor) {
        PriorityClass suggested = estimated.suggests();
        boolean floorWins = floor.priorityClass().compareTo(suggested) < 0;
        PriorityClass answered = suggested.atLeast(floor.priorityClass());
        List<PriorityClass> candidates = atLeast(floor.priorityClass(), estimated.candidates());
        return new Priority(
                answered,
                floorWins ? PrioritySource.RULES : PrioritySource.MODEL,
                candidates.size() > 1 ? Confidence.LOW : Confidence.HIGH,
                estimated.probabilities(),
                candidates,
                floor,
                List.of(),
                List.of(),
                null,
                estimated.loss());
    }

    /** No class that is milder than the floor can be right: the rules ask for more. */
    private static List<PriorityClass> atLeast(PriorityClass floor, SortedSet<PriorityClass> candidates) {
        return candidates.stream().map(each -> each.atLeast(floor)).distinct().toList();
    }

    private static Priority fallback(Priority.Floor floor, List<String> outOfRange, String reason) {
        return new Priority(
                floor.priorityClass().atLeast(PriorityClass.P3),
                PrioritySource.FALLBACK,
                null,
                null,
                List.of(),
                floor,
                List.of(),
                outOfRange,
                reason,
                null);
    }
}
