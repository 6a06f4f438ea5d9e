package dev.docket.decision.urgency;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From an expected loss to a class.
 *
 * @param quotas how many percent of the reference orders are P1, P2 and P3
 * @param amounts from which expected loss on an order is P1, P2 and P3, by currency; other currencies go by the quotas
 */
public record PriorityBands(List<Double> quotas, Map<String, List<BigDecimal>> amounts) {
    /** The top 3 % are P1, the next 7 % P2, the next 10 % P3. */
    public static final PriorityBands DEFAULT = new PriorityBands(List.of(3.0, 7.0, 10.0), Map.of());

    private static final double ALL = 100;

    public PriorityBands {
        if (quotas.size() != PriorityClass.values().length - 1) {
            throw new IllegalArgumentException("quotas (%s) must be three".formatted(quotas));
        }
        quotas = List.copyOf(quotas);
        amounts = Map.copyOf(new TreeMap<>(amounts));
    }

    /**
     * The class of an expected loss.
     *
     * @param percentile where it stands among the reference orders, 0 to 100
     */
    public PriorityClass of(Money expectedLoss, double percentile) {
        if (expectedLoss.amount().signum() <= 0) {
            return PriorityClass.P4;
        }
        List<BigDecimal> from = amountsIn(expectedLoss.currency());
        double share = 0;
        for (int k = 0; k < quotas.size(); k++) {
            share += quotas.get(k);
            boolean reaches = from == null
                    ? percentile >= ALL - share
                    : expectedLoss.amount().compareTo(from.get(k)) >= 0;
            if (reaches) {
                return PriorityClass.IN_ORDER.get(k);
            }
        }
        return PriorityClass.P4;
    }

    private @Nullable List<BigDecimal> amountsIn(@Nullable String currency) {
        return currency == null ? null : amounts.get(currency);
    }
}
