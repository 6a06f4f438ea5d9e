package dev.docket.api.change;

import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.PolicyLog;
import dev.docket.json.JsonWriter;
import java.time.Instant;

/** Changes as JSON. */
final class ChangeJson {
    private ChangeJson() {}

    /** All of them, the newest step first, and what is to decide. */
    static byte[] of(PolicyLog log, boolean isRequired, Instant now) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("required", isRequired)
                .field("steps", log.number())
                .field("base", log.base());
        log.emergencyAt(now).ifPresent(emergency -> json.name("emergency")
                .beginObject()
                .field("changeId", emergency.changeId())
                .field("digest", emergency.digest())
                .field("until", emergency.until())
                .field("by", emergency.by())
                .field("reason", emergency.reason())
                .endObject());
        json.name("changes").beginArray();
        log.changes().values().stream()
                .sorted((one, other) -> other.since().compareTo(one.since()))
                .forEach(change -> write(json, change));
        return json.endArray().endObject().bytes();
    }

    static byte[] of(Change change) {
        JsonWriter json = new JsonWriter();
        write(json, change);
        return json.bytes();
    }

    private static void write(JsonWriter json, Change change) {
        json.beginObject()
                .field("changeId", change.id())
                .field("state", change.state())
                .field("candidate", change.candidate())
                .field("base", change.base())
                .field("author", change.author())
                .field("authors", change.authors().stream().toList())
                .field("reason", change.reason())
                .field("ticket", change.ticket())
                .field("since", change.since());
        Change.Seen seen = change.checked();
        if (seen != null) {
            json.field("dossier", seen.digest()).name("needs").beginArray();
            for (Dossier.Need need : seen.dossier().needs()) {
                json.beginObject()
                        .field("role", need.role())
                        .field("because", need.because())
                        .endObject();
            }
            json.endArray().field("missing", change.missing());
        }
        json.field("submission", change.submission()).name("approvals").beginArray();
        for (Change.Approval approval : change.approvals()) {
            json.beginObject()
                    .field("by", approval.by())
                    .field("key", approval.key())
                    .field("roles", approval.roles())
                    .field("at", approval.at())
                    .endObject();
        }
        json.endArray().name("canaries").beginArray();
        for (Dossier.Tried tried : change.tried()) {
            json.beginObject()
                    .field("step", tried.step())
                    .field("selector", tried.selector().toString())
                    .field(
                            "verdict",
                            tried.figures() == null ? null : tried.figures().verdict())
                    .field("line", tried.line())
                    .endObject();
        }
        json.endArray()
                .field("inShadow", change.isInShadow())
                .field("inCanary", change.isInCanary())
                .field("remark", change.remark().isEmpty() ? null : change.remark())
                .endObject();
    }
}
