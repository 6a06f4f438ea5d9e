package dev.docket.service.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.taxonomy.BusinessCalendars;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facet;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.Period;
import dev.docket.service.outcome.Recent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds the decisions of the last 30 days that wait for a person. */
public final class FindWaiting {
    /** So many are shown, the most urgent. */
    public static final int MOST = 200;

    /** So many, the most urgent, are read: the queue of a decision stands in its answer. */
    static final int MOST_READ = 1_000;

    /** So many decisions are looked up in one query. */
    private static final int AT_A_TIME = 500;

    /** So many whole orders and answers are in memory at a time: each may be large. */
    private static final int WHOLE_AT_A_TIME = 25;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JournalReader journal;
    private final Supplier<BusinessCalendars> calendars;
    private final Supplier<ZoneId> zone;
    private final InstantSource clock;

    /**
     * @param calendars when queues are worked on
     * @param zone of warehouses that name none
     */
    public FindWaiting(
            JournalReader journal, Supplier<BusinessCalendars> calendars, Supplier<ZoneId> zone, InstantSource clock) {
        this.journal = journal;
        this.calendars = calendars;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * @param all how many wait
     * @param byWhose how many of them are in whose hands
     * @param shown the most urgent of those that were asked for: by priority, then by what is due first
     * @param byQueue how many are in each queue, of those in the hands that were asked for; of the most urgent thousand, if there are more
     * @param isWhole whether every decision of the last 30 days was looked at
     */
    public record WorkList(
            long all,
            SortedMap<Whose, Long> byWhose,
            List<Waiting> shown,
            SortedMap<String, Long> byQueue,
            boolean isWhole) {}

    /** In whose hands decisions are. */
    public enum Whose {
        ANYBODYS,
        /** The reader's. */
        MINE,
        /** Those that can be claimed. */
        NOBODYS;

        boolean takes(Optional<Holding> holding, String reader) {
            return switch (this) {
                case ANYBODYS -> true;
                case MINE ->
                    holding.filter(held -> held.holder().equals(reader)).isPresent();
                case NOBODYS -> holding.isEmpty();
            };
        }
    }

    /** All of them. */
    public WorkList list() {
        return list(Whose.ANYBODYS, "", "");
    }

    /**
     * @param queue the only one that is asked for; empty for all
     * @param reader who asks, as a {@link Holding} has it
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public WorkList list(Whose whose, String queue, String reader) {
        return StoreUnavailableException.reading(() -> {
            Recent recent = Recent.read(journal, Period.MONTH, clock.instant());
            List<DecisionEntry> waiting = recent.waiting();
            Map<DecisionId, Holding> holders =
                    read(waiting.stream().map(DecisionEntry::decisionId).toList());
            List<DecisionEntry> mostUrgent = waiting.stream()
                    .filter(entry -> whose.takes(Optional.ofNullable(holders.get(entry.decisionId())), reader))
                    .sorted(Comparator.comparing(
                                    (DecisionEntry entry) -> entry.facets().priority())
                            .thenComparing(DecisionEntry::at))
                    .limit(MOST_READ)
                    .toList();
            List<Waiting> read = withAnswers(mostUrgent);
            SortedMap<String, Long> byQueue = new TreeMap<>();
            read.forEach(one -> byQueue.merge(one.queue(), 1L, Long::sum));
            List<Waiting> shown = read.stream()
                    .filter(one -> queue.isEmpty() || one.queue().equals(queue))
                    .sorted(Comparator.comparing(Waiting::priority)
                            .thenComparing(one -> one.due().map(Waiting.Due::at).orElse(Instant.MAX))
                            .thenComparing(one -> one.decisionId().text()))
                    .limit(MOST)
                    .map(one -> one.heldBy(Optional.ofNullable(holders.get(one.decisionId()))))
                    .toList();
            SortedMap<Whose, Long> byWhose = new TreeMap<>();
            for (Whose one : Whose.values()) {
                byWhose.put(
                        one,
                        waiting.stream()
                                .filter(entry ->
                                        one.takes(Optional.ofNullable(holders.get(entry.decisionId())), reader))
                                .count());
            }
            return new WorkList(waiting.size(), byWhose, shown, byQueue, recent.isWhole());
        });
    }

    private List<Waiting> withAnswers(List<DecisionEntry> decisions) {
        List<Waiting> read = new ArrayList<>();
        for (int from = 0; from < decisions.size(); from += WHOLE_AT_A_TIME) {
            List<DecisionId> some = decisions.subList(from, Math.min(from + WHOLE_AT_A_TIME, decisions.size())).stream()
                    .map(DecisionEntry::decisionId)
                    .toList();
            journal.findByDecisionIds(some)
                    .forEach(recorded -> waiting(recorded.entry()).ifPresent(read::add));
        }
        return read;
    }

    /** Who works on some decisions; those with an outcome included. */
    public Map<DecisionId, Holding> holders(Collection<DecisionId> decisions) {
        return StoreUnavailableException.reading(() -> read(List.copyOf(decisions)));
    }

    private Map<DecisionId, Holding> read(List<DecisionId> decisions) {
        Map<DecisionId, Holding> holders = new HashMap<>();
        for (int from = 0; from < decisions.size(); from += AT_A_TIME) {
            journal.holdsOf(decisions.subList(from, Math.min(from + AT_A_TIME, decisions.size())))
                    .forEach(last -> Holding.by(last.entry())
                            .ifPresent(held -> holders.put(last.entry().decisionId(), held)));
        }
        return holders;
    }

    /** A decision as the list shows it, whether it waits or not; nothing if there is none, or a newer version made it. */
    public Optional<Waiting> one(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .map(Recorded::entry)
                .flatMap(this::waiting);
    }

    /** Whether somebody has reported what became of it. */
    public boolean hasOutcome(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.latestOutcomeOf(decisionId))
                .isPresent();
    }

    private Optional<Waiting> waiting(DecisionEntry entry) {
        JsonNode said = tree(entry.answer()).path("recommendation");
        JsonNode place = tree(entry.request()).path("warehouse").path("timeZone");
        String queue = said.path("queue").asText();
        var facets = entry.facets();
        return List.of(Disposition.values()).stream()
                .filter(one -> one.name().equals(facets.disposition()))
                .findFirst()
                .map(disposition -> new Waiting(
                        entry.decisionId(),
                        facets.orderId(),
                        facets.customerId(),
                        entry.at(),
                        disposition,
                        facets.priority(),
                        facets.codes().stream().map(Object::toString).toList(),
                        queue,
                        said.has("slaDueAt")
                                ? Optional.of(due(
                                        queue,
                                        Instant.parse(said.path("slaDueAt").asText()),
                                        zone(place)))
                                : Optional.empty(),
                        Facet.ORDER_VALUE.text(facets),
                        facets.currency(),
                        said.path("summary").asText(),
                        Optional.empty()));
    }

    private Waiting.Due due(String queue, Instant at, ZoneId here) {
        Instant now = clock.instant();
        Duration left = at.isBefore(now)
                ? calendars.get().between(queue, at, now, here).negated()
                : calendars.get().between(queue, now, at, here);
        return new Waiting.Due(at, left);
    }

    private ZoneId zone(JsonNode name) {
        try {
            return name.isTextual() ? ZoneId.of(name.textValue()) : zone.get();
        } catch (DateTimeException masked) {
            return zone.get();
        }
    }

    private static JsonNode tree(Payload payload) {
        try {
            return payload instanceof Payload.Kept kept ? JSON.readTree(kept.bytes()) : JSON.missingNode();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record is not JSON", damaged);
        }
    }
}
