package dev.docket.rules.data;

import dev.docket.order.constraint.CurrencyCode;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code rates.yaml}: what one unit of a currency is worth in others, and from which day on. */
public final class RatesReader {
    public static final String FILE = "rates.yaml";
    private static final int MOST_DAYS = 3_660;

    private RatesReader() {}

    /** The rates; what is wrong goes to {@code problems}. */
    public static Rates read(String text, FileProblems problems) {
        YamlNode root = YamlFile.root(text, problems);
        Map<String, YamlNode> fields = root.fields(Set.of("base", "max-age-days", "rates"), Set.of());
        YamlNode base = fields.get("base");
        YamlNode age = fields.get("max-age-days");
        YamlNode rates = fields.get("rates");
        if (base == null || age == null || rates == null) {
            return Rates.NONE;
        }
        currency(base.text(), base);
        int days = age.wholeNumber();
        if (days < 0 || days > MOST_DAYS) {
            age.problem("max-age-days is 0 to 3660, not " + age.text());
        }
        if (rates.map().size() > Limits.CHANGES) {
            problems.add(rates.line(), Limits.exceeded("rates change on too many days", Limits.CHANGES));
        }
        NavigableMap<LocalDate, Map<String, BigDecimal>> byDay = new TreeMap<>();
        rates.map().forEach((day, node) -> {
            LocalDate from = date(day, node);
            if (from != null) {
                byDay.put(from, ofDay(base.text(), node));
            }
        });
        return new Rates(base.text(), days, Collections.unmodifiableNavigableMap(byDay));
    }

    private static @Nullable LocalDate date(String day, YamlNode node) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException notDate) {
            node.problem("'%s' is not a date (2026-03-02)".formatted(day));
            return null;
        }
    }

    private static Map<String, BigDecimal> ofDay(String base, YamlNode node) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        node.map().forEach((currency, value) -> {
            currency(currency, value);
            BigDecimal rate = value.decimal();
            if (currency.equals(base)) {
                value.problem("one %s is one %s; leave it out".formatted(base, base));
            }
            if (rate.signum() <= 0) {
                value.problem("a rate is above zero, not %s".formatted(value.text()));
            }
            rates.put(currency, rate);
        });
        return Collections.unmodifiableMap(rates);
    }

    private static void currency(String code, YamlNode node) {
        if (!CurrencyCode.Known.isKnown(code)) {
            node.problem("'%s' is not an ISO 4217 currency code such as USD".formatted(code));
        }
    }
}
