package dev.docket.journal.write;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import java.util.Locale;

/** The result for one entry of a batch. */
public sealed interface Written {
    /** The position of an entry that cannot be refused. */
    default Position position() {
        return switch (this) {
            case New fresh -> fresh.recorded().position();
            case Taken taken -> throw new IllegalStateException("refused: " + taken);
            case Clash clash -> throw new IllegalStateException(clash.message());
            case Repeated repeated -> throw new IllegalStateException("repeated: " + repeated);
            case Overtaken overtaken -> throw new IllegalStateException("overtaken: " + overtaken);
        };
    }

    /** Recorded. */
    record New(Recorded<Entry> recorded) implements Written {}

    /** Its request id exists; this is the existing record. */
    record Taken(Recorded<DecisionEntry> recorded) implements Written {}

    /** Identical to the latest outcome of its decision; this is the existing record. */
    record Repeated(Recorded<OutcomeEntry> recorded) implements Written {}

    /** Another one has its number: a step of a policy change, what somebody did with a decision, or where a range begins. */
    record Overtaken(Entry entry) implements Written {}

    /** Another request already has this decision id. Ids are derived from requests, so this is a defect. */
    record Clash(DecisionEntry entry, Recorded<DecisionEntry> recorded) implements Written {
        public String message() {
            return String.format(
                    Locale.ROOT,
                    "Decision id %s of request %s already belongs to request %s, record %d; nothing was written.",
                    entry.decisionId(),
                    entry.requestId(),
                    recorded.entry().requestId(),
                    recorded.position().sequence());
        }
    }
}
