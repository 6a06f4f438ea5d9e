package dev.docket.service;

import dev.docket.decision.Disposition;
import dev.docket.journal.DecisionEntry;
import dev.docket.journal.JournalReader;
import dev.docket.journal.OutcomeEntry;
import dev.docket.journal.Recorded;
import dev.docket.journal.SqliteJournal;
import dev.docket.json.JsonWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Counts what people did with decided orders. */
public final class ReportOutcomes {
    private ReportOutcomes() {}

    /**
     * Over the decisions of a period that have an outcome; each counts once, with the last one.
     *
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public static OutcomeStatistics of(Path dataDir, Optional<Instant> from, Optional<Instant> to) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = SqliteJournal.openToRead(dataDir)) {
                return of(journal, from, to);
            }
        });
    }

    static OutcomeStatistics of(JournalReader journal, Optional<Instant> from, Optional<Instant> to) {
        OutcomeStatistics statistics = new OutcomeStatistics();
        journal.outcomes().forEach(outcome -> {
            Optional<Recorded<DecisionEntry>> decision =
                    journal.findByDecisionId(outcome.entry().decisionId());
            decision.filter(one -> isWithin(one.entry().at(), from, to) && isLast(journal, outcome))
                    .ifPresent(one -> statistics.add(
                            Disposition.valueOf(one.entry().facets().disposition()),
                            Feedback.Action.valueOf(outcome.entry().outcome()),
                            one.entry().facets().ruleIds()));
        });
        return statistics;
    }

    /** As JSON. */
    public static byte[] json(OutcomeStatistics statistics) {
        JsonWriter json = new JsonWriter().beginObject();
        counts(json.name("all"), statistics.all());
        json.field("byPair", statistics.byPair()).name("byRule").beginObject();
        statistics.byRule().forEach((rule, counts) -> counts(json.name(rule), counts));
        return json.endObject().endObject().bytes();
    }

    private static void counts(JsonWriter json, OutcomeStatistics.Counts counts) {
        json.beginObject();
        share(json.name("overridden"), counts.overridden());
        share(json.name("falseHolds"), counts.falseHolds());
        json.endObject();
    }

    private static void share(JsonWriter json, Share share) {
        json.beginObject()
                .field("hits", share.hits())
                .field("all", share.all())
                .field("rate", share.rate())
                .field("lower95", share.lower())
                .field("upper95", share.upper())
                .endObject();
    }

    private static boolean isWithin(Instant at, Optional<Instant> from, Optional<Instant> to) {
        return from.map(first -> !at.isBefore(first)).orElse(true)
                && to.map(end -> at.isBefore(end)).orElse(true);
    }

    private static boolean isLast(JournalReader journal, Recorded<OutcomeEntry> outcome) {
        return journal.outcomesOf(outcome.entry().decisionId())
                .getLast()
                .position()
                .equals(outcome.position());
    }
}
