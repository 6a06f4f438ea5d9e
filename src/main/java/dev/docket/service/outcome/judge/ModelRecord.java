package dev.docket.service.outcome.judge;

import dev.docket.json.JsonWriter;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.Share;
import dev.docket.service.outcome.Urgency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How good one version of the model has been.
 *
 * @param digest its digest as text; empty for decisions without a model
 * @param version its name and version; empty if no answer was read
 * @param decisions those that it was asked for
 * @param urgency what became of them, as far as anybody reported it
 * @param unscored of the answers that were read, those without a score
 * @param cost its probabilities of cost, on outcomes that are mature
 * @param early outcomes that are not mature yet, and so do not count
 * @param accuracy its classes, where anybody reported how urgent an order turned out to be
 */
public record ModelRecord(
        String digest,
        String version,
        long decisions,
        Urgency urgency,
        Share unscored,
        LiveCost cost,
        long early,
        LiveAccuracy accuracy) {
    private static final double PERCENT = 100;

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d orders with an outcome, %,d without a score",
                version,
                decisions,
                unscored.hits()));
        if (cost.orders() + early > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  of %,d it is known whether they cost anything; %,d more are too early to count",
                    cost.orders(),
                    early));
        }
        if (cost.orders() > 0) {
            lines.add(String.format(
                    Locale.ROOT, "  cost or no cost: log loss %.3f, Brier score %.3f", cost.logLoss(), cost.brier()));
        }
        for (LiveCost.Bin bin : cost.bins()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  said %3.0f to %3.0f %%: %,6d orders, %.0f %% expected to cost, %.0f %% did (%,d)",
                    PERCENT * bin.from(),
                    PERCENT * bin.to(),
                    bin.orders(),
                    PERCENT * bin.said(),
                    PERCENT * bin.costly() / bin.orders(),
                    bin.costly()));
        }
        return lines;
    }

    /** As JSON. */
    void json(JsonWriter json) {
        json.beginObject().field("digest", digest).field("version", version).field("decisions", decisions);
        share(json, "unscored", unscored);
        share(json, "asUrgent", urgency.right());
        json.field("early", early)
                .name("cost")
                .beginObject()
                .field("orders", cost.orders())
                .field("costly", cost.costly());
        if (cost.orders() > 0) {
            json.field("logLoss", cost.logLoss()).field("brier", cost.brier());
        }
        json.name("bins").beginArray();
        for (LiveCost.Bin bin : cost.bins()) {
            json.beginObject()
                    .field("from", bin.from())
                    .field("to", bin.to())
                    .field("orders", bin.orders())
                    .field("costly", bin.costly())
                    .field("said", bin.said())
                    .endObject();
        }
        json.endArray().endObject().endObject();
    }

    private static void share(JsonWriter json, String name, Share share) {
        json.name(name)
                .beginObject()
                .field("hits", share.hits())
                .field("all", share.all())
                .endObject();
    }

    /** Adds up what is known of a version. Not thread-safe. */
    static final class Tally {
        private final String digest;
        private final List<LiveCost.Said> cost = new ArrayList<>();
        private final List<LiveAccuracy.Judged> judged = new ArrayList<>();
        private String version = "";
        private Urgency urgency = Urgency.UNKNOWN;
        private Share unscored = new Share(0, 0);
        private long decisions;
        private long early;

        Tally(String digest) {
            this.digest = digest;
        }

        /** A decision, whatever was read of it. */
        void decided() {
            decisions++;
        }

        /** @param priority the class that was answered, such as P1 */
        void became(String priority, Feedback told) {
            urgency = urgency.plus(priority, told);
        }

        /** An answer that was read, whatever became of its order. */
        void answered(JudgedDecision one) {
            version = one.version();
            unscored = unscored.plus(!one.isScored());
        }

        /** An answer with what became of its order. */
        void judged(JudgedDecision one, LocalDate today) {
            version = one.version();
            Optional<LiveCost.Said> known = one.cost();
            if (known.isPresent() && one.matureOn().isAfter(today)) {
                early++;
            } else {
                known.ifPresent(cost::add);
            }
            one.urgency().ifPresent(judged::add);
        }

        ModelRecord record() {
            return new ModelRecord(
                    digest, version, decisions, urgency, unscored, LiveCost.of(cost), early, LiveAccuracy.of(judged));
        }
    }
}
