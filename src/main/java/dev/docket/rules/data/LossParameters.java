package dev.docket.rules.data;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.PriorityBands;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.Checkpoint;
import dev.docket.rules.Parameters;
import dev.docket.rules.language.ParameterDefinition.Unit;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of what outcomes cost. A bundle may leave any of them out: then the default holds. */
final class LossParameters {
    private static final String PER_DAY_LATE = "loss-per-day-late";
    private static final String CANCELLED = "loss-cancelled";
    private static final String FRAUD = "loss-fraud";
    private static final String OTIF = "loss-otif-penalty";
    private static final String EXCEPTIONS = "loss-by-exception";
    private static final String AVOIDABLE = "avoidable-by-checkpoint";
    private static final String BANDS = "priority-bands";

    static final Map<String, Unit> ALL = Map.of(
            PER_DAY_LATE, Unit.PERCENT,
            CANCELLED, Unit.PERCENT,
            FRAUD, Unit.PERCENT,
            OTIF, Unit.PERCENT,
            EXCEPTIONS, Unit.PERCENTS,
            AVOIDABLE, Unit.PERCENTS,
            BANDS, Unit.BANDS);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int CLASSES = PriorityClass.values().length - 1;

    private LossParameters() {}

    static LossPolicy policy(Parameters parameters) {
        LossPolicy otherwise = LossPolicy.DEFAULT;
        return new LossPolicy(
                share(parameters, PER_DAY_LATE, otherwise.perDayLate()),
                share(parameters, CANCELLED, otherwise.cancelled()),
                share(parameters, FRAUD, otherwise.fraud()),
                share(parameters, OTIF, otherwise.otifPenalty()),
                parameters.has(EXCEPTIONS) ? shares(parameters, EXCEPTIONS) : otherwise.exceptions(),
                parameters.has(AVOIDABLE) ? byCheckpoint(shares(parameters, AVOIDABLE)) : otherwise.avoidable(),
                parameters.has(BANDS)
                        ? (PriorityBands) Objects.requireNonNull(parameters.value(BANDS))
                        : otherwise.bands());
    }

    private static double share(Parameters parameters, String name, double otherwise) {
        return parameters.has(name)
                ? Objects.requireNonNull(parameters.share(name)).doubleValue()
                : otherwise;
    }

    @SuppressWarnings("unchecked") // checked when the parameter file was read
    private static SortedMap<String, Double> shares(Parameters parameters, String name) {
        SortedMap<String, Double> shares = new TreeMap<>();
        ((Map<String, BigDecimal>) Objects.requireNonNull(parameters.value(name)))
                .forEach((key, percent) ->
                        shares.put(key, percent.movePointLeft(2).doubleValue()));
        return shares;
    }

    private static Map<Checkpoint, Double> byCheckpoint(Map<String, Double> shares) {
        Map<Checkpoint, Double> byCheckpoint = new EnumMap<>(Checkpoint.class);
        for (Checkpoint checkpoint : Checkpoint.values()) {
            byCheckpoint.put(checkpoint, shares.getOrDefault(checkpoint.name(), 0.0));
        }
        return byCheckpoint;
    }

    /** Percentages by name, each 0 to 100. */
    static Map<String, BigDecimal> percents(String name, YamlNode node) {
        Map<String, BigDecimal> percents = new LinkedHashMap<>();
        node.map().forEach((key, value) -> percents.put(key, percent(name, value)));
        if (name.equals(AVOIDABLE)) {
            node.map().forEach((key, value) -> value.constant(Checkpoint.class, key));
        }
        return Collections.unmodifiableMap(percents);
    }

    private static BigDecimal percent(String name, YamlNode node) {
        BigDecimal percent = node.decimal();
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            node.problem("%s is %s, outside of its range 0..100".formatted(name, percent.toPlainString()));
        }
        return percent;
    }

    /** P1, P2 and P3 with their quotas; beside them, by currency, the least amounts of P1, P2 and P3. */
    static PriorityBands bands(String name, YamlNode node) {
        List<Double> quotas = new ArrayList<>();
        Map<String, List<BigDecimal>> amounts = new TreeMap<>();
        BigDecimal all = BigDecimal.ZERO;
        for (int k = 0; k < CLASSES; k++) {
            YamlNode quota =
                    node.required(List.of(PriorityClass.values()).get(k).name());
            BigDecimal percent = percent(name, quota);
            all = all.add(percent);
            quotas.add(percent.doubleValue());
        }
        if (all.compareTo(HUNDRED) > 0) {
            node.problem("the quotas of %s add up to %s, more than 100".formatted(name, all.toPlainString()));
        }
        node.map().forEach((key, value) -> {
            if (!isQuota(key)) {
                amounts.put(key, amounts(name, key, value));
            }
        });
        return new PriorityBands(quotas, amounts);
    }

    private static boolean isQuota(String key) {
        return key.equals("P1") || key.equals("P2") || key.equals("P3");
    }

    private static List<BigDecimal> amounts(String name, String currency, YamlNode node) {
        if (!currency.matches("[A-Z]{3}")) {
            node.problem("%s: '%s' is neither P1, P2, P3 nor a currency".formatted(name, currency));
        }
        List<BigDecimal> amounts = node.list().stream().map(YamlNode::decimal).toList();
        boolean falls = amounts.size() == CLASSES;
        for (int k = 1; falls && k < CLASSES; k++) {
            falls = amounts.get(k - 1).compareTo(amounts.get(k)) >= 0
                    && amounts.get(k).signum() > 0;
        }
        if (!falls) {
            node.problem("%s: %s needs three amounts above zero, that of P1 first and the highest"
                    .formatted(name, currency));
            return List.of(HUNDRED, HUNDRED, HUNDRED);
        }
        return amounts;
    }
}
