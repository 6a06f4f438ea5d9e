package dev.docket.journal.write;

import dev.docket.journal.Log;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.util.concurrent.CompletableFuture;

/** Work waiting for the writer. */
sealed interface Pending {
    // The approximate size of a row without payloads.
    long ROW_BYTES = 1024;

    CompletableFuture<?> answer();

    long bytes();

    record Append(Entry entry, CompletableFuture<Written> answer) implements Pending {
        @Override
        public long bytes() {
            return ROW_BYTES
                    + switch (entry) {
                        case DecisionEntry decision ->
                            decision.request().keptBytes() + decision.answer().keptBytes();
                        case OutcomeEntry outcome -> outcome.document().keptBytes();
                        case RetirementEntry retirement -> 0;
                        case ChangeEntry change -> change.document().keptBytes();
                        case WorkEntry work -> work.document().keptBytes();
                        case IntakeEntry intake -> 128L * intake.apart().size();
                    };
        }
    }

    record Check(CompletableFuture<Void> answer) implements Pending {
        @Override
        public long bytes() {
            return 0;
        }
    }

    record Keep(Log.StoredCheckpoint checkpoint, CompletableFuture<Void> answer) implements Pending {
        @Override
        public long bytes() {
            return ROW_BYTES;
        }
    }
}
