package dev.docket.training.card;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model card: what the model is, from what, how good, what for and what not. */
public final class ModelCard {
    private final Evidence evidence;
    private final TrainingConfig config;

    public ModelCard(Evidence evidence) {
        this.evidence = evidence;
        this.config = evidence.config();
    }

    public String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Model card: %s, version %s

                A hurdle model that estimates what an order will cost if nobody acts: the probability that it costs anything
                (logistic regression, Tribuo %s) times what it costs then (linear regression of the logarithm of the days late).

                ## Trained on

                %s

                Licence: %s.
                %,d orders with outcomes, decided %s to %s. %,d more were left out: their outcome was known when the decision
                was due. They count in the rates of others from the day after their promise on. %s

                ## What it learned

                Whether an order costs anything, and how late it is then. What a day late, a cancellation or fraud costs is policy;
                for the figures below, value x %s for each day late, x %s cancelled, x %s fraud. The true class of an order is
                that of its cost: P4 nothing, P3 up to %.2f times the typical order value, P2 up to %.2f times, P1 more.

                Drivers: %s. The weights of rates and of overdue orders cannot be below zero. What is absent or was never seen in
                training has no effect, and widens the prediction set.

                ## How good it is

                Measured on the last part by time, %,d orders from %s on, of which no shipment was in the earlier part;
                the model for this was trained, and calibrated, on the earlier part only. Intervals: 95 %%, bootstrap over
                shipments. The answered class is that of the expected loss by quotas: top 3 %%, next 7 %%, next 10 %% of the
                last thousand orders before.

                | Measure | On unseen later orders |
                |---|---|
                %s

                Each class has a threshold of its own in the prediction sets. By true class:

                | Truth | orders | covered | mean size of the set |
                |---|---|---|---|
                %s

                Before a deployment has outcomes of its own, expect nothing reliable beyond ranking by value.

                ## Use and limits

                %s

                **Not trained on.** %s

                **Limits.** %s
                """,
                config.name(),
                config.version(),
                org.tribuo.Tribuo.VERSION,
                config.about().data().strip(),
                config.about().licence().strip(),
                evidence.moments().size(),
                day(evidence.moments().getFirst()),
                day(evidence.moments().getLast()),
                evidence.closed(),
                config.refit()
                        ? "The model that is shipped was trained on all of them, after it was evaluated."
                        : "The model that is shipped was trained on the part before the evaluation.",
                config.labels().perDayLate(),
                config.labels().cancelled(),
                config.labels().fraud(),
                evidence.shipped().bands().p3AtMost(),
                evidence.shipped().bands().p2AtMost(),
                String.join(", ", evidence.evaluated().hurdle().used()),
                evidence.metrics().rows(),
                day(evidence.judgement().rows().getFirst().moment()),
                String.join("\n", evidence.metrics().table()),
                coverage(),
                config.about().use().strip(),
                config.about().notTrainedOn().strip(),
                config.about().limits().strip());
    }

    private String coverage() {
        return Arrays.stream(PriorityClass.values())
                .map(each -> coverage(each, evidence.judgement().ofTruth(each)))
                .collect(Collectors.joining("\n"));
    }

    private String coverage(PriorityClass truth, int[] of) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.2f |",
                truth,
                of.length,
                evidence.judgement().coverage(of),
                evidence.judgement().meanCandidates(of));
    }

    private static LocalDate day(Moment moment) {
        return moment.one().day();
    }
}
