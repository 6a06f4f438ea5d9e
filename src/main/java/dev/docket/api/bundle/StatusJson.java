package dev.docket.api.bundle;

import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import dev.docket.json.JsonWriter;
import dev.docket.service.bundle.Activation;
import dev.docket.service.bundle.BundleStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status of the bundle as JSON. */
final class StatusJson {
    private StatusJson() {}

    static byte[] of(BundleStatus status) {
        BundleId id = status.active();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .name("active")
                .beginObject()
                .field("name", id.name())
                .field("version", id.version())
                .field("digest", id.digest())
                .field("since", status.since())
                .field("warning", status.warning())
                .field("cases", status.cases())
                .endObject()
                .field("isBusy", status.isBusy());
        status.last().ifPresent(last -> candidate(json.name("candidate"), last));
        return json.endObject().bytes();
    }

    private static void candidate(JsonWriter json, Activation last) {
        switch (last) {
            case Activation.Activated activated ->
                candidate(json, "ACTIVATED", activated.bundle().digest(), activated.at(), List.of());
            case Activation.Unchanged unchanged ->
                candidate(json, "UNCHANGED", unchanged.bundle().digest(), unchanged.at(), List.of());
            case Activation.Refused refused ->
                candidate(json, "REFUSED", refused.digest(), refused.at(), refused.problems());
        }
    }

    private static void candidate(
            JsonWriter json, String state, @Nullable Digest digest, Instant at, List<BundleProblem> problems) {
        json.beginObject().field("state", state).field("digest", digest).field("at", at);
        json.name("errors").beginArray();
        for (BundleProblem problem : problems) {
            json.beginObject()
                    .field("file", problem.file())
                    .field("line", problem.line() == 0 ? null : problem.line())
                    .field("code", problem.code())
                    .field("message", problem.message())
                    .endObject();
        }
        json.endArray().endObject();
    }
}
