package dev.docket.api.change;

import dev.docket.change.Selector;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Guard;
import dev.docket.json.JsonWriter;
import dev.docket.service.change.canary.RecentOrders;
import dev.docket.service.change.canary.RunCanary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

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
                .field("notKnown", notKnown(counts))
                .field("warnings", warnings(seen.recent()))
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

    private static List<String> notKnown(Counts counts) {
        long open = counts.orders() - counts.overrides().all();
        List<String> unknown = new ArrayList<>();
        unknown.add(
                "Of %s orders, %s have no outcome yet, or one that says nothing of the decision: overrides are counted over the other %s."
                        .formatted(counts.orders(), open, counts.overrides().all()));
        unknown.add(
                "%s orders were held or rejected. What releasing them would have come to, no outcome will ever say: fewer overrides do not mean that a hold was right."
                        .formatted(counts.held()));
        return unknown;
    }

    private static List<String> warnings(RecentOrders.Matched recent) {
        return recent.matched() > 0
                ? List.of()
                : List.of("The selector matches none of the %s orders recorded last.".formatted(recent.orders()));
    }
}
