package dev.docket.training.card;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.training.TrainingConfig;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.Labelled;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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

                Multinomial logistic regression (Tribuo %s) that says how urgent an order's exception is, P1 to P4.

                ## Trained on

                %s

                Licence: %s.
                %,d orders with outcomes, decided %s to %s. %s

                ## What it learned

                The class of an order is what its outcome cost, as configured: P4 nothing, P3 up to %.0f, P2 up to %.0f,
                P1 more, in the currency of the data.

                Used features: %s.

                ## How good it is

                Measured on the last part by time, %,d orders from %s on, of which no shipment was in the earlier part;
                the model for this was trained, and calibrated, on the earlier part only. Intervals: 95 %%, bootstrap over
                shipments.

                | Measure | On unseen later orders |
                |---|---|
                %s

                The 90 %% of the sets is that of all orders; a rare class is in them more seldom. By true class:

                | Truth | orders | covered | mean size of the set |
                |---|---|---|---|
                %s

                Temperature %.3f; a class is in the set from probability %s (P1 to P4) on. The list is ordered by value at
                risk: the order's value times the probability that it costs anything, 1 - P4.

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
                evidence.cases().size(),
                day(evidence.cases().getFirst()),
                day(evidence.cases().getLast()),
                config.refit()
                        ? "The model that is shipped was trained on all of them, after it was evaluated."
                        : "The model that is shipped was trained on the part before the evaluation.",
                evidence.shipped().forecaster().thresholds().p3AtMost(),
                evidence.shipped().forecaster().thresholds().p2AtMost(),
                String.join(", ", usedFeatures()),
                evidence.metrics().rows(),
                day(evidence.judgement().rows().getFirst().one()),
                String.join("\n", evidence.metrics().table()),
                coverage(),
                evidence.shipped().forecaster().calibration().temperature(),
                evidence.shipped().forecaster().calibration().leastProbabilities().stream()
                        .map(least -> String.format(Locale.ROOT, "%.4f", least))
                        .collect(Collectors.joining(", ")),
                config.about().use().strip(),
                config.about().notTrainedOn().strip(),
                config.about().limits().strip());
    }

    private String coverage() {
        return Labelled.CLASSES.stream()
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

    private List<String> usedFeatures() {
        return evidence.shipped().trained().stream()
                .filter(feature -> feature.used())
                .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static LocalDate day(Case one) {
        return LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
    }
}
