package dev.docket.json;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.LossReason;
import dev.docket.decision.urgency.Money;

/** Writes what an order is expected to cost. */
final class LossWriter {
    private LossWriter() {}

    static void amounts(JsonWriter json, LossEstimate loss) {
        money(json, "expectedLoss", loss.expectedLoss());
        json.field("probabilityOfCost", loss.probabilityOfCost());
        money(json, "lossIfCost", loss.lossIfCost());
        LossEstimate.Avoidable avoidable = loss.avoidable();
        if (avoidable != null) {
            json.name("avoidable")
                    .beginObject()
                    .field("amount", avoidable.amount().amount())
                    .field("currency", avoidable.amount().currency())
                    .field("until", avoidable.until())
                    .endObject();
        }
        json.field("percentile", loss.percentile());
    }

    static void reasons(JsonWriter json, LossEstimate loss) {
        json.name("contributions").beginArray();
        for (LossReason reason : loss.reasons()) {
            json.beginObject()
                    .field("feature", reason.feature())
                    .field("value", reason.value())
                    .field("usual", reason.usual());
            money(json, "effect", reason.effect());
            json.field("direction", reason.direction())
                    .field("says", reason.says())
                    .endObject();
        }
        json.endArray()
                .name("evidence")
                .beginObject()
                .field("basis", loss.evidence().basis())
                .field("outcomes", loss.evidence().outcomes())
                .field("unknown", loss.evidence().unknown())
                .endObject();
    }

    private static void money(JsonWriter json, String name, Money money) {
        json.name(name)
                .beginObject()
                .field("amount", money.amount())
                .field("currency", money.currency())
                .endObject();
    }
}
