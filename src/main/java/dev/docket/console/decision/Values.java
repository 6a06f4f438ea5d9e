package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Fact;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of one order as pages show them: amounts with their currency, shares with their sign. */
final class Values {
    /** The amounts of money in a request; they look like any other number there. */
    static final Set<String> AMOUNTS = Set.of(
            "customer.credit.exposure",
            "customer.credit.limit",
            "customer.credit.overdueAmount",
            "customer.credit.release.value",
            "order.grossAmount",
            "order.lines[].alternateNodes[].extraCost",
            "order.lines[].contractPrice",
            "order.lines[].substitutes[].unitCost",
            "order.lines[].substitutes[].unitPrice",
            "order.lines[].unitCost",
            "order.lines[].unitPrice",
            "order.netAmount",
            "order.paymentAuthorization.amount",
            "order.prepaidAmount",
            "shipment.quotedCost");

    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d[0-9:.]*Z");

    private final JsonNode request;

    Values(JsonNode request) {
        this.request = request;
    }

    /** What the order has at a path, {@code order.lines[0].orderedQty}. */
    JsonNode at(String path) {
        return request.at("/" + INDEX.matcher(path).replaceAll("/$1").replace('.', '/'));
    }

    /** A value of a field, for people. */
    Piece of(String path, JsonNode value) {
        if (value.isNumber()) {
            return number(path, value.decimalValue());
        }
        return value.isTextual() ? text(value.asText()) : Piece.text(Said.value(value));
    }

    /** The same of a value that is no JSON. */
    Piece of(String path, Object value) {
        return switch (value) {
            case BigDecimal number -> number(path, plain(number));
            case Integer number -> number(path, BigDecimal.valueOf(number));
            case Enum<?> constant -> Piece.text(Words.sentence(constant.name()));
            default -> text(value.toString());
        };
    }

    /** Bounds are worked out with more decimals than they need. */
    static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private Piece number(String path, BigDecimal number) {
        String general = INDEX.matcher(path).replaceAll("[]");
        String currency = AMOUNTS.contains(general) ? currency(general) : "";
        return !currency.isEmpty()
                ? Piece.amount(number, currency)
                : general.endsWith("Pct") ? Piece.percent(number) : Piece.number(number);
    }

    /** Every amount is in the order's currency, those of a credit account excepted that names its own. */
    private String currency(String path) {
        String own = path.startsWith("customer.credit.")
                ? request.path("customer").path("credit").path("currency").asText()
                : "";
        return own.isEmpty() ? request.path("order").path("currency").asText() : own;
    }

    private static Piece text(String text) {
        try {
            return MOMENT.matcher(text).matches()
                    ? Piece.time(Instant.parse(text))
                    : DAY.matcher(text).matches() ? Piece.day(text) : Piece.text(text);
        } catch (DateTimeException noMoment) {
            return Piece.text(text);
        }
    }

    /** The values that a rule read, by path. */
    List<Fact> facts(JsonNode values) {
        List<Fact> facts = new ArrayList<>();
        values.properties()
                .forEach(value -> facts.add(new Fact(
                        Said.pathWords(value.getKey()), of(value.getKey(), value.getValue()), value.getKey())));
        return facts;
    }

    /** What a field is called, with the line that it stands on. */
    static Piece name(String path) {
        Matcher index = INDEX.matcher(path);
        String words = Said.pathWords(path);
        return Piece.text(index.find() ? Texts.of("path_of_line", words, Integer.parseInt(index.group(1)) + 1) : words);
    }
}
