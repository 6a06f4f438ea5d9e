package dev.docket.service.outcome;

import dev.docket.decision.taxonomy.Disposition;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What was decided in a period, and what became of it.
 *
 * @param from when the period began, or, if there was more than is counted, when the oldest decision was made that is
 * @param isWhole whether every decision of the period is counted
 * @param exceptions how many decisions have one or more
 * @param byCode how many decisions have an exception; likewise the others
 * @param byRule in how many decisions a rule fired
 * @param rulesByCode in how many decisions a rule fired, of those with an exception; whether it raised that, its policy says
 * @param sourcesByCode in how many decisions of those who sent orders, of those with an exception
 * @param byUrgency how urgent the decisions of a priority class turned out to be, where anybody reported it
 * @param bySource how many of the decisions of those who sent orders, as records name callers, have an exception
 * @param touchless those that a system could carry out, and of which nobody reported that something else was done
 * @param slots the parts of the period, the oldest first
 * @param waiting decisions for which a person is waited for, by how long ago they were made, the shortest time first
 */
public record Counted(
        Period period,
        Instant from,
        Instant until,
        boolean isWhole,
        long decisions,
        long exceptions,
        SortedMap<Disposition, Long> byDisposition,
        SortedMap<String, Long> byCode,
        SortedMap<String, Long> byPriority,
        SortedMap<String, Long> byRule,
        SortedMap<String, SortedMap<String, Long>> rulesByCode,
        SortedMap<String, SortedMap<String, Long>> sourcesByCode,
        SortedMap<String, Urgency> byUrgency,
        SortedMap<String, Share> bySource,
        Share touchless,
        OutcomeStatistics outcomes,
        List<Slot> slots,
        List<Age> waiting) {
    public Counted {
        slots = List.copyOf(slots);
        waiting = List.copyOf(waiting);
    }

    /** The end of the period, exclusive, as searches have it. */
    public Instant end() {
        return until.plusMillis(1);
    }

    /** A part of the period. */
    public record Slot(Instant from, Instant to, SortedMap<Disposition, Long> byDisposition) {}

    /**
     * Decisions made between two times. An order waits when its newest decision asks for a person, and nobody has reported what
     * became of it.
     *
     * @param hours how long ago at most; the last has all that are older, too
     */
    public record Age(long hours, Instant from, Instant to, SortedMap<Disposition, Long> byDisposition) {}
}
