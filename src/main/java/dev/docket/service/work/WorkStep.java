package dev.docket.service.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import dev.docket.json.JsonWriter;
import dev.docket.service.decide.Splice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What somebody did with a waiting decision.
 *
 * @param act CLAIMED, ASSIGNED, RETURNED or NOTED
 * @param holder who has the decision from then on; empty unless it says that
 * @param caller who did it, as records name callers
 * @param note what they wrote; empty if nothing, or if it was retired
 */
public record WorkStep(String act, String holder, Instant at, String caller, String note) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WorkStep of(WorkEntry entry) {
        return new WorkStep(entry.act().name(), entry.holder(), entry.at(), entry.caller(), note(entry.document()));
    }

    /** Who it is given to, for people to read; empty unless it is. */
    public String holderName() {
        return holder.isEmpty() ? "" : new Holding(holder, caller, at).name();
    }

    /** As the work on a decision and the feed have it. */
    public static byte[] json(Recorded<WorkEntry> recorded) {
        WorkStep step = of(recorded.entry());
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("decisionId", recorded.entry().decisionId())
                .field("number", recorded.entry().number())
                .field("act", step.act());
        if (!step.holder().isEmpty()) {
            json.field("holder", step.holder());
        }
        json.field("recordedAt", step.at()).field("caller", step.caller());
        if (!step.note().isEmpty()) {
            json.field("note", step.note());
        }
        return json.name("record")
                .json(Splice.record(recorded.position()))
                .endObject()
                .bytes();
    }

    private static String note(Payload document) {
        try {
            return document instanceof Payload.Kept kept
                    ? JSON.readTree(kept.bytes()).path("note").asText()
                    : "";
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record is not JSON", damaged);
        }
    }
}
