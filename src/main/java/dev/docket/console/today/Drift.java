package dev.docket.console.today;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.html.HtmlTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * How far the model's inputs have moved since it was trained. Its components are what {@code drift.html} shows.
 *
 * @param said whether they have, or why nobody knows
 * @param moved the inputs, the furthest first
 */
record Drift(String said, List<Moved> moved) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(Drift.class, "drift.html");

    /** As drift is usually judged: below, nothing has moved. */
    private static final double STEADY = 0.1;

    /** Above, the model should be trained anew. */
    private static final double MOVED = 0.25;

    /** How far an input has moved. */
    public record Moved(String name, String value, String band, String length) {}

    /** @param indexes the stability index of each input; not a number while that is not known; none without a model */
    static Drift of(SortedMap<String, Double> indexes) {
        List<Moved> moved = indexes.entrySet().stream()
                .filter(one -> !one.getValue().isNaN())
                .sorted(Comparator.comparingDouble(one -> -one.getValue()))
                .map(one -> moved(one.getKey(), one.getValue()))
                .toList();
        String said = moved.isEmpty()
                ? Texts.of(indexes.isEmpty() ? "today_no_model" : "today_no_drift")
                : Texts.of(
                        "today_drift_most",
                        moved.getFirst().name(),
                        moved.getFirst().band());
        return new Drift(said, moved);
    }

    private static Moved moved(String input, double index) {
        String band = index < STEADY ? "drift_steady" : index > MOVED ? "drift_moved" : "drift_moving";
        return new Moved(
                Words.ofField(input),
                Words.decimal(index),
                Texts.of(band),
                Words.length(Math.min(index, 2 * MOVED), 2 * MOVED));
    }

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
