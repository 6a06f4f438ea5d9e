package dev.docket.service.outcome;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.Depth;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last outcome of each of many decisions. */
public final class LastOutcomes {
    private static final int AT_A_TIME = 500;
    private static final RecordReader READER = new RecordReader();

    private LastOutcomes() {}

    /** Of those that have any. */
    public static Map<DecisionId, OutcomeEntry> of(List<DecisionId> decisions, JournalReader journal, Depth depth) {
        Map<DecisionId, OutcomeEntry> last = new HashMap<>();
        for (int from = 0; from < decisions.size(); from += AT_A_TIME) {
            journal.latestOutcomesOf(decisions.subList(from, Math.min(from + AT_A_TIME, decisions.size())), depth)
                    .forEach(one -> last.put(one.entry().decisionId(), one.entry()));
        }
        return last;
    }

    /** What an outcome says; nothing if its document was deleted, or a newer version wrote it. */
    public static Optional<Feedback> told(OutcomeEntry outcome) {
        return outcome.document() instanceof Payload.Kept kept
                        && READER.jsonAgain(Feedback.class, kept.bytes()) instanceof Reading.Valid<Feedback> valid
                ? Optional.of(valid.value())
                : Optional.empty();
    }
}
