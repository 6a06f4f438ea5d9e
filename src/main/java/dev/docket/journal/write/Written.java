package dev.docket.journal.write;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import java.util.Locale;

/** What the store did with one entry of a batch. */
public sealed interface Written {
    /** Where an entry that cannot be refused came to stand. */
    default Position position() {
        return switch (this) {
            case New fresh -> fresh.recorded().position();
            case Taken taken -> throw new IllegalStateException("refused: " + taken);
            case Clash clash -> throw new IllegalStateException(clash.message());
            case Repeated repeated -> throw new IllegalStateException("repeated: " + repeated);
        };
    }

    /** It is a record now. */
    record New(Recorded<Entry> recorded) implements Written {}

    /** Its request id was taken; this is the record that has it. */
    record Taken(Recorded<DecisionEntry> recorded) implements Written {}

    /** The latest outcome of its decision says the same; this is that one. */
    record Repeated(Recorded<OutcomeEntry> recorded) implements Written {}

    /** Another request already has the decision id, which is derived from the request: the id was not made as it should be. */
    record Clash(DecisionEntry entry, Recorded<DecisionEntry> recorded) implements Written {
        public String message() {
            return String.format(
                    Locale.ROOT,
                    "Decision id %s of request %s is already that of request %s, record %d; nothing was written.",
                    entry.decisionId(),
                    entry.requestId(),
                    recorded.entry().requestId(),
                    recorded.position().sequence());
        }
    }
}
