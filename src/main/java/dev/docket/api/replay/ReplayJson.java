package dev.docket.api.replay;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.json.JsonWriter;
import dev.docket.service.replay.change.Cause;
import dev.docket.service.replay.change.Difference;
import dev.docket.service.replay.change.Replayed;
import java.util.Collection;

/** A replay as JSON. */
final class ReplayJson {
    private ReplayJson() {}

    static byte[] same(DecisionId decisionId, Digest bundleDigest) {
        return nothing(begin(decisionId, bundleDigest, "SAME"));
    }

    /** Neither the same nor changed: it could not be decided again. */
    static byte[] masked(DecisionId decisionId, Digest bundleDigest, String because) {
        return nothing(begin(decisionId, bundleDigest, "MASKED").field("because", because));
    }

    private static byte[] nothing(JsonWriter json) {
        return json.name("causes")
                .beginArray()
                .endArray()
                .name("differences")
                .beginArray()
                .endArray()
                .endObject()
                .bytes();
    }

    static byte[] changed(DecisionId decisionId, Digest bundleDigest, Replayed.Changed changed) {
        JsonWriter json = begin(decisionId, bundleDigest, "CHANGED").field("extent", changed.extent());
        causes(json, changed.causes());
        json.name("differences").beginArray();
        for (Difference difference : changed.differences()) {
            json.beginObject()
                    .field("path", difference.path())
                    .field("before", difference.before())
                    .field("after", difference.after());
            causes(json, difference.causes());
            json.endObject();
        }
        return json.endArray().endObject().bytes();
    }

    private static JsonWriter begin(DecisionId decisionId, Digest bundleDigest, String verdict) {
        return new JsonWriter()
                .beginObject()
                .field("decisionId", decisionId)
                .field("recordedBundle", bundleDigest)
                .field("verdict", verdict);
    }

    private static void causes(JsonWriter json, Collection<Cause> causes) {
        json.name("causes").beginArray();
        causes.forEach(json::value);
        json.endArray();
    }
}
