package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Bar;
import dev.docket.console.decision.DecisionPage.Fact;
import dev.docket.console.decision.DecisionPage.Urgency;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.text.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Why an order is as urgent as it is: the classifier's reasons as bars, each with its words. */
final class Reasons {
    private static final BigDecimal HALF = BigDecimal.valueOf(50);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Reasons() {}

    static Urgency of(JsonNode priority) {
        String source = priority.path("source").asText();
        return new Urgency(
                priority.path("class").asText(),
                Texts.or("source_" + source, Words.of(source)),
                Texts.or("confidence_" + priority.path("confidence").asText(), ""),
                facts(priority),
                bars(priority.path("contributions")),
                Said.each(priority.path("evidence").path("unknown"))
                        .map(unknown -> Printable.line(unknown.asText()))
                        .toList());
    }

    private static List<Fact> facts(JsonNode priority) {
        List<Fact> facts = new ArrayList<>();
        if (priority.has("expectedLoss")) {
            facts.add(Fact.of("urgency_loss", Said.amount(priority.path("expectedLoss"))));
        }
        if (priority.has("probabilityOfCost")) {
            facts.add(Fact.of(
                    "urgency_probability",
                    percent(priority.path("probabilityOfCost").decimalValue().multiply(HUNDRED))));
        }
        if (priority.has("lossIfCost")) {
            facts.add(Fact.of("urgency_loss_if", Said.amount(priority.path("lossIfCost"))));
        }
        if (priority.has("avoidable")) {
            facts.add(Fact.of("urgency_avoidable", Said.amount(priority.path("avoidable"))));
        }
        if (priority.path("avoidable").has("until")) {
            facts.add(Said.time(
                    Texts.of("urgency_until"), priority.path("avoidable").path("until")));
        }
        if (priority.has("percentile")) {
            facts.add(Fact.of(
                    "urgency_percentile", percent(priority.path("percentile").decimalValue())));
        }
        return facts;
    }

    private static Piece percent(BigDecimal percent) {
        return Piece.percent(percent.setScale(1, RoundingMode.HALF_UP));
    }

    private static List<Bar> bars(JsonNode contributions) {
        BigDecimal most = Said.each(contributions)
                .map(one -> effect(one).abs())
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ONE)
                .max(new BigDecimal("0.01"));
        return Said.each(contributions).map(one -> bar(one, most)).toList();
    }

    /** To the right of the middle what raises the loss, to the left what lowers it. */
    private static Bar bar(JsonNode one, BigDecimal most) {
        BigDecimal effect = effect(one);
        BigDecimal width = effect.abs().multiply(HALF).divide(most, 1, RoundingMode.HALF_UP);
        BigDecimal from = effect.signum() < 0 ? HALF.subtract(width) : HALF;
        String says = Said.text(one, "says");
        int colon = says.lastIndexOf(':');
        return new Bar(
                colon < 0 ? says : says.substring(0, colon),
                signed(effect, Said.text(one.path("effect"), "currency")),
                from.toPlainString(),
                width.toPlainString(),
                effect.signum() >= 0);
    }

    private static Piece signed(BigDecimal effect, String currency) {
        String amount = (effect.signum() < 0 ? "−" : "+") + Words.money(effect.abs()) + " " + currency;
        return new Piece(amount.strip(), true, effect.toPlainString(), currency, false, "");
    }

    // Models up to version 3 have log-odds.
    private static BigDecimal effect(JsonNode one) {
        JsonNode effect = one.path("effect");
        return effect.isNumber() ? effect.decimalValue() : effect.path("amount").decimalValue();
    }
}
