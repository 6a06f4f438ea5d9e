package dev.docket.api.change;

import dev.docket.json.JsonWriter;
import dev.docket.service.change.ShadowCandidate;

/** What a shadow saw, as JSON. */
final class ShadowJson {
    private ShadowJson() {}

    static byte[] of(ShadowCandidate.Seen seen) {
        return new JsonWriter()
                .beginObject()
                .field("candidate", seen.shadow().candidate())
                .field("from", seen.shadow().from())
                .field("running", seen.shadow().figures() == null)
                .field("lag", seen.lag())
                .field("decisions", seen.report().replay().decisions())
                .field("changed", seen.report().replay().changed())
                .field("replayed", seen.report().replayed())
                .field("agreeing", seen.report().agreeing())
                .name("report")
                .value(seen.report())
                .endObject()
                .bytes();
    }
}
