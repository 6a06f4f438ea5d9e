package dev.docket.service.outcome.judge;

import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.json.JsonWriter;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.LastOutcomes;
import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.Share;
import dev.docket.service.proof.JournalArchive;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Counts what people did with decided orders. */
public final class ReportOutcomes {
    private ReportOutcomes() {}

    /**
     * The counts.
     *
     * @param accuracy the model's, over decisions whose actual urgency was reported
     * @param models each version by itself; {@code decisions} are those with an outcome
     */
    public record Report(OutcomeStatistics statistics, LiveAccuracy accuracy, List<ModelRecord> models) {
        public Report {
            models = List.copyOf(models);
        }

        /** What is known of the model as text; empty if nothing is. */
        public List<String> modelLines() {
            List<String> lines = new ArrayList<>();
            if (accuracy.orders() > 0) {
                accuracy(lines);
            }
            models.stream().filter(one -> !one.version().isEmpty()).forEach(one -> lines.addAll(one.lines()));
            return lines;
        }

        private void accuracy(List<String> lines) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "the model, on %,d orders: log loss %.3f, calibration error %.3f, coverage %.0f %%",
                    accuracy.orders(),
                    accuracy.logLoss(),
                    accuracy.calibrationError(),
                    100 * accuracy.coverage()));
            accuracy.byClass()
                    .forEach((truth, of) -> lines.add(String.format(
                            Locale.ROOT,
                            "  was %s: %,d orders, %.0f %% right, %.0f %% too mild, %.0f %% covered, %.0f %% overridden",
                            truth,
                            of.orders(),
                            100 * of.right(),
                            100 * of.tooMild(),
                            100 * of.covered(),
                            100 * of.overridden())));
        }
    }

    /**
     * Counts the decisions of a period that have an outcome, each once, with its latest outcome.
     *
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public static Report of(JournalArchive archive, Optional<Instant> from, Optional<Instant> to) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = archive.openToRead()) {
                return of(journal, from, to);
            }
        });
    }

    static Report of(JournalReader journal, Optional<Instant> from, Optional<Instant> to) {
        OutcomeStatistics statistics = new OutcomeStatistics();
        SortedMap<String, ModelRecord.Tally> models = new TreeMap<>();
        // Whether an outcome is mature, is known by the last one.
        List<Consumer<LocalDate>> judge = new ArrayList<>();
        List<LiveAccuracy.Judged> judged = new ArrayList<>();
        AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);
        journal.outcomes().forEach(outcome -> {
            last.accumulateAndGet(outcome.entry().at(), (one, other) -> one.isAfter(other) ? one : other);
            Optional<Recorded<DecisionEntry>> decision =
                    journal.findByDecisionId(outcome.entry().decisionId());
            decision.map(Recorded::entry)
                    .filter(one -> isWithin(one.at(), from, to) && isLast(journal, outcome))
                    .ifPresent(one -> {
                        statistics.add(
                                Disposition.valueOf(one.facets().disposition()),
                                Feedback.Action.valueOf(outcome.entry().outcome()),
                                one.facets().ruleIds());
                        ModelRecord.Tally tally = models.computeIfAbsent(one.modelDigestText(), ModelRecord.Tally::new);
                        tally.decided();
                        LastOutcomes.told(outcome.entry())
                                .ifPresent(told -> tally.became(one.facets().priority(), told));
                        JudgedDecision.of(one, Optional.of(outcome.entry())).ifPresent(said -> {
                            tally.answered(said);
                            said.urgency().ifPresent(judged::add);
                            judge.add(today -> tally.judged(said, today));
                        });
                    });
        });
        LocalDate today = LocalDate.ofInstant(last.get(), ZoneOffset.UTC);
        judge.forEach(one -> one.accept(today));
        return new Report(
                statistics,
                LiveAccuracy.of(judged),
                models.values().stream().map(ModelRecord.Tally::record).toList());
    }

    /** As JSON. */
    public static byte[] json(Report report) {
        OutcomeStatistics statistics = report.statistics();
        JsonWriter json = new JsonWriter().beginObject();
        counts(json.name("all"), statistics.all());
        json.field("byPair", statistics.byPair()).name("byRule").beginObject();
        statistics.byRule().forEach((rule, counts) -> counts(json.name(rule), counts));
        json.endObject();
        if (report.accuracy().orders() > 0) {
            accuracy(json.name("model"), report.accuracy());
        }
        json.name("models").beginArray();
        report.models().forEach(one -> one.json(json));
        json.endArray();
        return json.endObject().bytes();
    }

    private static void accuracy(JsonWriter json, LiveAccuracy accuracy) {
        json.beginObject()
                .field("orders", accuracy.orders())
                .field("logLoss", accuracy.logLoss())
                .field("calibrationError", accuracy.calibrationError())
                .field("coverage", accuracy.coverage())
                .name("byClass")
                .beginObject();
        accuracy.byClass().forEach((truth, of) -> json.name(truth.name())
                .beginObject()
                .field("orders", of.orders())
                .field("right", of.right())
                .field("tooMild", of.tooMild())
                .field("covered", of.covered())
                .field("overridden", of.overridden())
                .endObject());
        json.endObject().endObject();
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
        return journal.latestOutcomeOf(outcome.entry().decisionId())
                .filter(latest -> latest.position().equals(outcome.position()))
                .isPresent();
    }
}
