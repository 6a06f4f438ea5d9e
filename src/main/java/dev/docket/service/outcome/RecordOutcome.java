package dev.docket.service.outcome;

import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.journal.AppendedOutcome;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.CanonicalJson;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.StoreUnavailableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Records what people did with a decided order. Existing records never change. */
public final class RecordOutcome {
    /** An answer with more goes on in another. */
    private static final int MOST_BYTES = 1 << 20;

    /** Nobody changes their mind so often. */
    private static final int AT_A_TIME = 500;

    private final Journal journal;
    private final RecordReader reader;
    private final InstantSource clock;

    public RecordOutcome(Journal journal, RecordReader reader, InstantSource clock) {
        this.journal = journal;
        this.reader = reader;
        this.clock = clock;
    }

    /** The result. */
    @SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
    public sealed interface Result {
        /** Recorded, and durable. */
        record Recorded(byte[] answer) implements Result {}

        /** Identical to the latest outcome; not recorded again. */
        record Duplicate(byte[] answer) implements Result {}

        /** No such decision. */
        record Unknown() implements Result {}

        record Invalid(List<Problem> problems) implements Result {}

        /** Nothing was recorded. */
        record Unavailable(String because) implements Result {}
    }

    /**
     * Records feedback.
     *
     * @param document as sent, UTF-8 JSON
     * @param sender who sends it
     */
    public Result record(DecisionId decisionId, byte[] document, Sender sender) {
        return switch (reader.json(Feedback.class, document)) {
            case Reading.Invalid<Feedback> invalid -> new Result.Invalid(invalid.problems());
            case Reading.Valid<Feedback> valid -> {
                try {
                    yield record(decisionId, valid.value(), sender);
                } catch (JournalUnavailableException unavailable) {
                    yield new Result.Unavailable(unavailable.toCaller());
                }
            }
        };
    }

    /**
     * Some outcomes of a decision, oldest first.
     *
     * @param next how many to skip for those after them; nothing if there are none
     */
    public record Page(List<byte[]> outcomes, Optional<Integer> next) {
        public Page {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * As many outcomes of a decision as fit into one answer, oldest first.
     *
     * @param skip how many of the oldest to leave out
     */
    public Page of(DecisionId decisionId, int skip) {
        return StoreUnavailableException.reading(() -> {
            List<byte[]> outcomes = new ArrayList<>();
            long bytes = 0;
            for (var recorded : journal.outcomesOf(decisionId, skip, AT_A_TIME)) {
                if (bytes >= MOST_BYTES) {
                    break;
                }
                byte[] json = OutcomeJson.of(recorded);
                outcomes.add(json);
                bytes += json.length;
            }
            int next = skip + outcomes.size();
            boolean isMore = !outcomes.isEmpty()
                    && !journal.outcomesOf(decisionId, next, 1).isEmpty();
            return new Page(outcomes, isMore ? Optional.of(next) : Optional.empty());
        });
    }

    private Result record(DecisionId decisionId, Feedback feedback, Sender sender) {
        if (journal.findByDecisionId(decisionId).isEmpty()) {
            return new Result.Unknown();
        }
        OutcomeEntry entry = new OutcomeEntry(
                decisionId,
                feedback.outcome().name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                sender,
                // Canonical, so that blanks neither make a retry another outcome nor fill the journal.
                Payload.of(CanonicalJson.of(feedback)));
        return switch (appended(entry)) {
            case AppendedOutcome.New fresh -> new Result.Recorded(OutcomeJson.of(fresh.recorded()));
            // A retry repeats the same outcome; someone who changed their mind sends a different one.
            case AppendedOutcome.Repeated repeated -> new Result.Duplicate(OutcomeJson.of(repeated.recorded()));
        };
    }

    private AppendedOutcome appended(OutcomeEntry entry) {
        try {
            return journal.append(entry).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof JournalUnavailableException unavailable) {
                throw unavailable;
            }
            throw failure;
        }
    }
}
