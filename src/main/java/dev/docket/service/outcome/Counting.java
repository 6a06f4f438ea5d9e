package dev.docket.service.outcome;

import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts decisions, the newest first. Not thread-safe. */
final class Counting {
    private static final List<Long> AGES = List.of(1L, 4L, 24L, 72L);

    private final Period period;
    private final Instant from;
    private final Instant until;
    private final SortedMap<Disposition, Long> byDisposition = new TreeMap<>();
    private final SortedMap<String, Long> byCode = new TreeMap<>();
    private final SortedMap<String, Long> byPriority = new TreeMap<>();
    private final SortedMap<String, Long> byRule = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> rulesByCode = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> sourcesByCode = new TreeMap<>();
    private final SortedMap<String, Urgency> byUrgency = new TreeMap<>();
    private final SortedMap<String, Share> bySource = new TreeMap<>();
    private final OutcomeStatistics outcomes = new OutcomeStatistics();
    private final List<Counted.Slot> slots = new ArrayList<>();
    private final List<Counted.Age> waiting = new ArrayList<>();
    private Share touchless = new Share(0, 0);
    private long decisions;
    private long exceptions;

    Counting(Period period, Instant from, Instant until) {
        this.period = period;
        this.from = from;
        this.until = until;
        long slot = period.slot().toSeconds();
        for (long at = Math.floorDiv(from.getEpochSecond(), slot) * slot; at <= until.getEpochSecond(); at += slot) {
            slots.add(new Counted.Slot(Instant.ofEpochSecond(at), Instant.ofEpochSecond(at + slot), new TreeMap<>()));
        }
        // Up to and with the millisecond in which it is counted.
        Instant younger = until.plusMillis(1);
        for (long hours : AGES) {
            Instant older = until.minus(Duration.ofHours(hours));
            if (!older.isAfter(from)) {
                break;
            }
            waiting.add(new Counted.Age(hours, older, younger, new TreeMap<>()));
            younger = older;
        }
        waiting.add(new Counted.Age(period.length().toHours(), from, younger, new TreeMap<>()));
    }

    /**
     * Counts a decision.
     *
     * @param caller who sent the order
     * @param outcome the last one, if there is any
     */
    void add(Instant at, String caller, Facets facets, Optional<OutcomeEntry> outcome) {
        decisions++;
        facets.codes().forEach(code -> count(byCode, code.text()));
        facets.ruleIds().forEach(rule -> count(byRule, rule.text()));
        facets.codes().forEach(code -> facets.ruleIds()
                .forEach(
                        rule -> count(rulesByCode.computeIfAbsent(code.text(), none -> new TreeMap<>()), rule.text())));
        facets.codes()
                .forEach(code -> count(sourcesByCode.computeIfAbsent(code.text(), none -> new TreeMap<>()), caller));
        count(byPriority, facets.priority());
        exceptions += facets.codes().isEmpty() ? 0 : 1;
        bySource.merge(
                caller,
                new Share(0, 0).plus(!facets.codes().isEmpty()),
                (share, one) -> share.plus(!facets.codes().isEmpty()));
        // A newer version may know others.
        Recent.disposition(facets).ifPresent(disposition -> {
            count(byDisposition, disposition);
            slots.stream()
                    .filter(slot -> at.isBefore(slot.to()) && !at.isBefore(slot.from()))
                    .forEach(slot -> count(slot.byDisposition(), disposition));
            Optional<Feedback.Action> done = outcome.map(OutcomeEntry::outcome).flatMap(Feedback.Action::named);
            outcome.flatMap(LastOutcomes::told)
                    .ifPresent(told -> byUrgency.merge(
                            facets.priority(),
                            Urgency.UNKNOWN.plus(facets.priority(), told),
                            (urgency, one) -> urgency.plus(facets.priority(), told)));
            done.ifPresent(action -> outcomes.add(disposition, action, facets.ruleIds()));
            touchless = touchless.plus(Became.TOUCHLESS.is(disposition, done));
        });
    }

    /** Counts a decision for which a person is waited for. */
    void waits(Instant at, Facets facets) {
        Recent.disposition(facets).ifPresent(disposition -> waiting.stream()
                .filter(age -> !at.isBefore(age.from()))
                .findFirst()
                .ifPresent(age -> count(age.byDisposition(), disposition)));
    }

    private static <K> void count(SortedMap<K, Long> counts, K key) {
        counts.merge(key, 1L, Long::sum);
    }

    Counted counted(boolean isWhole) {
        return new Counted(
                period,
                from,
                until,
                isWhole,
                decisions,
                exceptions,
                byDisposition,
                byCode,
                byPriority,
                byRule,
                rulesByCode,
                sourcesByCode,
                byUrgency,
                bySource,
                touchless,
                outcomes,
                slots,
                waiting);
    }
}
