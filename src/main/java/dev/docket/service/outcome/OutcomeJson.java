package dev.docket.service.outcome;

import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.JsonWriter;
import dev.docket.service.decide.Splice;

/** Writes a recorded outcome as JSON. */
public final class OutcomeJson {
    private OutcomeJson() {}

    /** The answer of whoever records or reads it. */
    public static byte[] of(Recorded<OutcomeEntry> recorded) {
        OutcomeEntry entry = recorded.entry();
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("decisionId", entry.decisionId())
                .field("outcome", entry.outcome())
                .field("recordedAt", entry.at())
                .field("caller", entry.caller());
        if (entry.document() instanceof Payload.Kept kept) {
            json.name("feedback").json(kept.bytes());
        }
        return json.name("record")
                .json(Splice.record(recorded.position()))
                .endObject()
                .bytes();
    }
}
