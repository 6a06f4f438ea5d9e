package dev.docket.service.outcome.judge;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.LastOutcomes;
import dev.docket.service.outcome.Period;
import dev.docket.service.outcome.Recent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges each version of the model by the decisions of the last 30 days. Counts at most {@link Recent#MOST} decisions, reads at most
 * {@link #MOST_READ} answers of those whose end is known, and as many of the newest, and anew only after a minute. Thread-safe.
 */
public final class JudgeModels {
    /** So many answers. */
    public static final int MOST_READ = 2_000;

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int AT_A_TIME = 200;

    private final JournalReader journal;
    private final InstantSource clock;
    private @Nullable Judgement last;

    public JudgeModels(JournalReader journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param from when the first of the decisions were made that are counted
     * @param isWhole whether every decision of the 30 days is counted
     * @param versions the one that was asked last first
     */
    public record Judgement(Instant from, Instant until, boolean isWhole, long decisions, List<ModelRecord> versions) {
        public Judgement {
            versions = List.copyOf(versions);
        }

        /** The end of the period, exclusive, as searches have it. */
        public Instant end() {
            return until.plusMillis(1);
        }
    }

    /** @throws StoreUnavailableException if the journal cannot be read */
    public synchronized Judgement ofLastMonth() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Judgement known = last;
        // A clock that was set back must not keep an old one.
        if (known == null || Duration.between(known.until(), now).abs().compareTo(FRESH) > 0) {
            known = StoreUnavailableException.reading(() -> judge(now));
            last = known;
        }
        return known;
    }

    private Judgement judge(Instant now) {
        Recent recent = Recent.read(journal, Period.MONTH, now);
        Map<String, ModelRecord.Tally> versions = new TreeMap<>();
        Map<String, Instant> lastAsked = new TreeMap<>();
        for (DecisionEntry decision : recent.decisions()) {
            ModelRecord.Tally tally = versions.computeIfAbsent(decision.modelDigestText(), ModelRecord.Tally::new);
            lastAsked.putIfAbsent(decision.modelDigestText(), decision.at());
            tally.decided();
            told(recent, decision)
                    .ifPresent(told -> tally.became(decision.facets().priority(), told));
        }
        read(recent, versions, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return new Judgement(
                recent.from(),
                now,
                recent.isWhole(),
                recent.decisions().size(),
                versions.values().stream()
                        .map(ModelRecord.Tally::record)
                        .sorted(Comparator.comparing((ModelRecord one) -> lastAsked.get(one.digest()))
                                .reversed()
                                .thenComparing(ModelRecord::digest))
                        .toList());
    }

    /** What was reported, of a decision that searches by what became of it can find. */
    private static Optional<Feedback> told(Recent recent, DecisionEntry decision) {
        return Recent.disposition(decision.facets())
                .flatMap(known -> Optional.ofNullable(recent.outcomes().get(decision.decisionId())))
                .flatMap(LastOutcomes::told);
    }

    private void read(Recent recent, Map<String, ModelRecord.Tally> versions, LocalDate today) {
        Set<DecisionId> newest = ids(recent, decision -> true);
        Set<DecisionId> known = ids(recent, decision -> told(recent, decision)
                .filter(told -> told.isKnown() || told.actualPriority() != null)
                .isPresent());
        Set<DecisionId> either = new HashSet<>(newest);
        either.addAll(known);
        List<DecisionId> all = new ArrayList<>(either);
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            for (Recorded<DecisionEntry> recorded :
                    journal.findByDecisionIds(all.subList(from, Math.min(from + AT_A_TIME, all.size())))) {
                DecisionEntry decision = recorded.entry();
                ModelRecord.Tally tally = Objects.requireNonNull(versions.get(decision.modelDigestText()));
                JudgedDecision.of(
                                decision, Optional.ofNullable(recent.outcomes().get(decision.decisionId())))
                        .ifPresent(one -> {
                            if (newest.contains(decision.decisionId())) {
                                tally.answered(one);
                            }
                            if (known.contains(decision.decisionId())) {
                                tally.judged(one, today);
                            }
                        });
            }
        }
    }

    private static Set<DecisionId> ids(Recent recent, Predicate<DecisionEntry> is) {
        Set<DecisionId> ids = new HashSet<>();
        recent.decisions().stream().filter(is).limit(MOST_READ).forEach(one -> ids.add(one.decisionId()));
        return ids;
    }
}
