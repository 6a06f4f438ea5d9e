package dev.docket.service.decide;

import dev.docket.journal.Appended;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import org.jspecify.annotations.Nullable;

/** What an answer gets once its record is known: its status, and the record block if there is one. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
record Ending(boolean isDuplicate, byte @Nullable [] recordBlock) {
    /** Of an answer that is not recorded. */
    static final Ending UNRECORDED = new Ending(false, null);

    /** Of a decision that was just recorded, or was recorded before. */
    static Ending of(Appended appended) {
        return new Ending(!appended.isNew(), Splice.record(appended));
    }

    /** Of a recorded decision that is read. */
    static Ending of(Recorded<DecisionEntry> recorded) {
        return new Ending(false, Splice.record(recorded));
    }

    String status() {
        return isDuplicate ? "DUPLICATE" : "NEW";
    }

    /** A written answer with this ending. */
    byte[] of(byte[] answer) {
        byte[] recorded = recordBlock == null ? answer : Splice.withRecord(answer, recordBlock);
        return isDuplicate ? Splice.asDuplicate(recorded) : recorded;
    }
}
