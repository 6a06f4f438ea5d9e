package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Gauge;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.rule.WouldNeed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values against the bounds at which a rule begins or ceases to fire. */
final class Gauges {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** How much of a scale lies behind the larger of value and bound. */
    private static final BigDecimal ROOM = new BigDecimal("1.15");

    private final Values values;

    Gauges(Values values) {
        this.values = values;
    }

    /** Of a rule that did not fire: how far each value is from where it would. */
    List<Gauge> toFire(JsonNode failing) {
        List<Gauge> gauges = new ArrayList<>();
        Said.each(failing.path("wouldNeed")).forEach(need -> {
            String path = need.path("path").asText();
            JsonNode value = failing.path("values").path(path);
            if (value.isNumber()) {
                toFire(need, path, value.decimalValue()).ifPresent(gauges::add);
            }
        });
        return gauges;
    }

    private Optional<Gauge> toFire(JsonNode need, String path, BigDecimal value) {
        Optional<BigDecimal> low = number(need, "above", "atLeast");
        Optional<BigDecimal> high = number(need, "below", "atMost");
        // The one that the value would have to cross.
        boolean isOver = high.isPresent() && value.compareTo(high.get()) >= 0;
        return (isOver ? high : low).flatMap(bound -> gauge(said(path, value, low, high), value, bound, isOver));
    }

    private List<Piece> said(String path, BigDecimal value, Optional<BigDecimal> low, Optional<BigDecimal> high) {
        Piece name = Values.name(path);
        Piece shown = values.of(path, value);
        return low.isPresent() && high.isPresent()
                ? Piece.sentence("gauge_between", name, shown, values.of(path, low.get()), values.of(path, high.get()))
                : low.map(bound -> Piece.sentence("gauge_of", name, shown, values.of(path, bound)))
                        .orElseGet(() -> Piece.sentence(
                                "gauge_over", name, shown, values.of(path, high.orElse(BigDecimal.ZERO))));
    }

    private static Optional<BigDecimal> number(JsonNode need, String... sides) {
        return Stream.of(sides)
                .map(need::path)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .findFirst();
    }

    /** Of a rule that fired: how far each value is beyond where it would not. */
    List<Gauge> beyond(List<WouldCease> ceases) {
        return ceases.stream().flatMap(cease -> beyond(cease).stream()).toList();
    }

    private Optional<Gauge> beyond(WouldCease cease) {
        JsonNode there = values.at(cease.path());
        if (!there.isNumber() || !(cease.range() instanceof WouldNeed.Range.Between between)) {
            return Optional.empty();
        }
        BigDecimal value = there.decimalValue();
        if (between.low() == null && between.high() instanceof BigDecimal high) {
            String says = between.highIncluded() ? "gauge_over" : "gauge_from";
            return gauge(beyond(says, cease.path(), value, high), value, high, true);
        }
        if (between.high() == null && between.low() instanceof BigDecimal low) {
            String says = between.lowIncluded() ? "gauge_under" : "gauge_to";
            return gauge(beyond(says, cease.path(), value, low), value, low, false);
        }
        return Optional.empty();
    }

    private List<Piece> beyond(String says, String path, BigDecimal value, BigDecimal bound) {
        return Piece.sentence(says, Values.name(path), values.of(path, value), values.of(path, bound));
    }

    // A scale needs a beginning: values and bounds below zero have none that says anything.
    private static Optional<Gauge> gauge(List<Piece> says, BigDecimal value, BigDecimal bound, boolean isOver) {
        BigDecimal end = value.max(bound).multiply(ROOM);
        return value.signum() < 0 || bound.signum() < 0 || end.signum() == 0
                ? Optional.empty()
                : Optional.of(new Gauge(says, percent(value, end), percent(bound, end), isOver));
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP).toPlainString();
    }
}
