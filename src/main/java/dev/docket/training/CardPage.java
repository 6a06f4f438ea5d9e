package dev.docket.training;

import dev.docket.decision.Contribution;
import dev.docket.decision.PriorityClass;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.Reference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The model card as one HTML page with pictures, nothing loaded from elsewhere. */
final class CardPage {
    private static final String MODEL = "#0b5cad";
    private static final String VALUE = "#c05f00";
    private static final String ORACLE = "#888";
    private static final int STEPS = 50;

    private final TrainingConfig config;
    private final Judgement judgement;
    private final Metrics metrics;
    private final FittedModel model;
    private final List<FeatureVector> vectors;
    private final int[] all;

    /** @param model the one that was evaluated; vectors are of the same cases as the judgement */
    CardPage(
            TrainingConfig config,
            Judgement judgement,
            Metrics metrics,
            FittedModel model,
            List<FeatureVector> vectors) {
        this.config = config;
        this.judgement = judgement;
        this.metrics = metrics;
        this.model = model;
        this.vectors = vectors;
        this.all = IntStream.range(0, judgement.rows().size()).toArray();
    }

    String html() {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Model card: %1$s %2$s</title>
                <style>
                body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:62rem;margin:2rem auto;padding:0 1rem}
                table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.25rem .7rem;text-align:right}
                td:first-child,th:first-child{text-align:left}figure{display:inline-block;width:29rem;max-width:100%%;margin:0 1rem 1rem 0;vertical-align:top}
                figcaption{font-weight:600}svg text{font-size:11px;fill:#444}.bar{background:#0b5cad;height:.8rem;display:inline-block}
                </style></head><body>
                <h1>Model card: %1$s, version %2$s</h1>
                <p>Says how urgent an order's exception is, P1 to P4. %3$s</p>
                <p>%4$s</p><p>Licence of the data: %5$s</p><p><b>Not trained on.</b> %15$s</p><p><b>Limits.</b> %6$s</p>
                <h2>On %7$s later orders that it had not seen</h2>
                %8$s
                %9$s%10$s
                <h2>Truth and most probable class</h2>%11$s
                <h2>Coverage of the 90 %% sets by true class</h2>%12$s
                <h2>What moves the score</h2><p>Mean absolute effect on ln(p(P1) / p(P4)).</p>%13$s
                <h2>Reference for drift</h2><p>Shares of the training rows in the bins that later orders are compared with; the last is for absent.</p>%14$s
                </body></html>
                """.formatted(
                        escaped(config.name()),
                        escaped(config.version()),
                        escaped(config.about().use()),
                        escaped(config.about().data()),
                        escaped(config.about().licence()),
                        escaped(config.about().limits()),
                        metrics.rows(),
                        measures(),
                        reliability(),
                        captured(),
                        confusion(),
                        coverage(),
                        contributions(),
                        references(),
                        escaped(config.about().notTrainedOn()));
    }

    private String measures() {
        return "<table>"
                + metrics.table().stream()
                        .map(row -> row.substring(2, row.length() - 2).split(" \\| "))
                        .map(cells -> "<tr><td>%s</td><td>%s</td></tr>".formatted(cells[0], cells[1]))
                        .collect(Collectors.joining("\n"))
                + "</table>";
    }

    private String reliability() {
        var chart = new Chart("Reliability: does 80 % mean 80 %?", "said probability", "share that came true")
                .line("perfect", ORACLE, List.of(new double[] {0, 0}, new double[] {1, 1}));
        double[] said = new double[Judgement.BINS];
        double[] came = new double[Judgement.BINS];
        int[] rows = new int[Judgement.BINS];
        for (Judgement.Row row : judgement.rows()) {
            double most = row.probabilities().get(row.best());
            int bin = Math.min(Judgement.BINS - 1, (int) (most * Judgement.BINS));
            said[bin] += most;
            came[bin] += row.best() == row.truth() ? 1 : 0;
            rows[bin]++;
        }
        List<double[]> points = IntStream.range(0, Judgement.BINS)
                .filter(bin -> rows[bin] > 0)
                .mapToObj(bin -> new double[] {said[bin] / rows[bin], came[bin] / rows[bin]})
                .toList();
        chart.line("most probable class (area of a point: its orders)", MODEL, points);
        int next = 0;
        for (int count : rows) {
            if (count > 0) {
                chart.point(
                        points.get(next++), 2 + 10 * Math.sqrt(count / (double) all.length), MODEL, count + " orders");
            }
        }
        return chart.svg();
    }

    private String captured() {
        return new Chart(
                        "Outcome cost found by reading the list from the top", "share of the list", "share of the cost")
                .line("this model", MODEL, curve(i -> judgement.rows().get(i).valueAtRisk()))
                .line(
                        "by value",
                        VALUE,
                        curve(i -> judgement.rows().get(i).one().value()))
                .line("oracle", ORACLE, curve(i -> judgement.rows().get(i).one().cost()))
                .svg();
    }

    private List<double[]> curve(IntToDoubleFunction ranking) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> step / (double) STEPS)
                .map(part -> new double[] {part, judgement.captured(all, ranking, part)})
                .toList();
    }

    private String confusion() {
        StringBuilder table =
                new StringBuilder("<table><tr><th>truth</th><th>P1</th><th>P2</th><th>P3</th><th>P4</th></tr>");
        for (int k = 0; k < Labelled.CLASSES.size(); k++) {
            int truth = k;
            table.append("<tr><td>").append(Labelled.CLASSES.get(k)).append("</td>");
            for (int j = 0; j < Labelled.CLASSES.size(); j++) {
                int best = j;
                table.append("<td>%d</td>"
                        .formatted(judgement.rows().stream()
                                .filter(row -> row.truth() == truth && row.best() == best)
                                .count()));
            }
            table.append("</tr>\n");
        }
        return table.append("</table>").toString();
    }

    private String coverage() {
        StringBuilder table = new StringBuilder(
                "<table><tr><th>truth</th><th>orders</th><th>covered</th><th>mean size of the set</th></tr>");
        for (PriorityClass each : Labelled.CLASSES) {
            int[] of = judgement.ofTruth(each);
            table.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%d</td><td>%.3f</td><td>%.2f</td></tr>%n",
                    each,
                    of.length,
                    judgement.coverage(of),
                    judgement.meanCandidates(of)));
        }
        return table.append("</table>").toString();
    }

    private String contributions() {
        Map<String, Double> sums = new HashMap<>();
        double temperature = model.forecaster().calibration().temperature();
        for (FeatureVector vector : vectors) {
            for (Contribution part : model.scores().contributions(vector, temperature)) {
                sums.merge(part.feature(), Math.abs(part.effect()) / vectors.size(), Double::sum);
            }
        }
        sums.remove("baseline");
        double most =
                sums.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return "<table>"
                + sums.entrySet().stream()
                        .sorted(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                                .thenComparing(Map.Entry::getKey))
                        .map(entry -> String.format(
                                Locale.ROOT,
                                "<tr><td>%s</td><td>%.3f</td><td style=\"text-align:left\"><span class=\"bar\" style=\"width:%.1frem\"></span></td></tr>",
                                escaped(entry.getKey()),
                                entry.getValue(),
                                20 * entry.getValue() / most))
                        .collect(Collectors.joining("\n"))
                + "</table>";
    }

    private String references() {
        return "<table>"
                + model.references().stream().map(CardPage::reference).collect(Collectors.joining("\n"))
                + "</table>";
    }

    private static String reference(Reference reference) {
        return "<tr><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escaped(reference.name()),
                        reference.shares().stream()
                                .map(share -> String.format(Locale.ROOT, "%.2f", share))
                                .collect(Collectors.joining(" ")));
    }

    private static String escaped(String text) {
        return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
