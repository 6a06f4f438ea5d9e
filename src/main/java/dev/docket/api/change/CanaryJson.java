package dev.docket.api.change;

import dev.docket.change.Selector;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Guard;
import dev.docket.json.JsonWriter;
import dev.docket.service.change.canary.RunCanary;
import java.math.BigDecimal;

/** What a canary came to, as JSON. */
final class CanaryJson {
    private CanaryJson() {}

    static byte[] of(RunCanary.Seen seen) {
        Counts counts = seen.figures().counts();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("changeId", seen.changeId())
                .field("running", seen.isRunning())
                .field("since", seen.canary().since())
                .field("candidate", seen.canary().candidate())
                .field("base", seen.canary().base());
        selector(json, seen.canary().selector());
        json.field("verdict", seen.figures().verdict())
                .field("line", seen.figures().line())
                .name("limits")
                .beginArray();
        for (Guard.Reading reading : seen.readings()) {
            json.beginObject()
                    .field("metric", reading.metric())
                    .field("verdict", reading.verdict())
                    .field("says", reading.says())
                    .endObject();
        }
        return json.endArray()
                .field("orders", counts.orders())
                .field("baseStood", counts.stricter())
                .field("held", counts.held())
                .field("notKnown", seen.notKnown())
                .field("warnings", seen.warnings())
                .endObject()
                .bytes();
    }

    private static void selector(JsonWriter json, Selector selector) {
        json.name("selector")
                .beginObject()
                .field("says", selector.toString())
                .field("warehouses", selector.warehouses())
                .field("channels", selector.channels())
                .field("sources", selector.sources())
                .field("segments", selector.segments());
        Integer share = selector.share();
        if (share != null) {
            json.field("share", BigDecimal.valueOf(share, 1));
        }
        json.endObject();
    }
}
