package dev.docket.training;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The model card: what the model is, from what, how good, what for and what not. */
final class ModelCard {
    private final TrainingConfig config;
    private final List<Case> cases;
    private final List<Case> test;
    private final Metrics metrics;
    private final FittedModel model;

    ModelCard(TrainingConfig config, List<Case> cases, List<Case> test, Metrics metrics, FittedModel model) {
        this.config = config;
        this.cases = cases;
        this.test = test;
        this.metrics = metrics;
        this.model = model;
    }

    String markdown() {
        return """
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

                Temperature %.3f; a class is in the 90 %% set from probability %.4f on.

                ## Use and limits

                %s

                %s
                """.formatted(
                        config.name(),
                        config.version(),
                        org.tribuo.Tribuo.VERSION,
                        config.about().data().strip(),
                        config.about().licence().strip(),
                        cases.size(),
                        day(cases.getFirst()),
                        day(cases.getLast()),
                        config.refit()
                                ? "The model that is shipped was trained on all of them, after it was evaluated."
                                : "The model that is shipped was trained on the part before the evaluation.",
                        model.forecaster().thresholds().p3AtMost(),
                        model.forecaster().thresholds().p2AtMost(),
                        String.join(", ", usedFeatures()),
                        metrics.rows(),
                        day(test.getFirst()),
                        String.join("\n", metrics.table()),
                        model.forecaster().calibration().temperature(),
                        model.forecaster().calibration().leastProbability(),
                        config.about().use().strip(),
                        config.about().limits().strip());
    }

    private List<String> usedFeatures() {
        return model.trained().stream()
                .filter(feature -> feature.used())
                .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static LocalDate day(Case one) {
        return LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
    }
}
