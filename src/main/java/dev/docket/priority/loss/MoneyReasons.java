package dev.docket.priority.loss;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.LossReason;
import dev.docket.decision.urgency.Money;
import dev.docket.priority.driver.Driver;
import dev.docket.priority.driver.OrderFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * Takes an expected loss apart into reasons that add up to it, to the cent.
 *
 * <p>Probability and severity are each a function of a sum of effects. The logarithmic mean divisia index (Ang, 2004, LMDI-I)
 * divides the change of their product, from an order that is usual in everything to this one, without a remainder; within
 * each the drivers share in proportion to their effects. So a driver whose effects all raise never lowers.
 */
final class MoneyReasons {
    static final String BASELINE = "usual order";

    private static final Comparator<LossReason> STRONGEST_FIRST = Comparator.comparing(
                    (LossReason reason) -> reason.effect().amount().abs(), Comparator.reverseOrder())
            .thenComparing(LossReason::feature);
    private static final double SAME = 1e-12;
    private static final double PERCENT = 100;

    private final Hurdle hurdle;

    MoneyReasons(Hurdle hurdle) {
        this.hurdle = hurdle;
    }

    /**
     * The order's side of an estimate.
     *
     * @param value what is at stake
     * @param expected of the model, without the exceptions
     * @param codes of the standing exceptions that cost something
     */
    record Case(
            OrderFacts facts,
            Hurdle.Effects effects,
            LossPolicy policy,
            boolean otif,
            Money value,
            Money expected,
            SortedSet<String> codes) {}

    List<LossReason> of(Case one) {
        List<LossReason> reasons = new ArrayList<>();
        Money left = one.expected();
        double[] shares = shares(one.effects(), one.policy(), one.otif());
        for (int f = 0; f < shares.length; f++) {
            Money effect = Money.of(
                    one.value().amount().doubleValue() * shares[f], one.value().currency());
            if (effect.amount().signum() != 0) {
                left = left.minus(effect);
                reasons.add(reason(hurdle.drivers().all().get(f), one, f, effect));
            }
        }
        for (String code : one.codes()) {
            Money effect = exceptionCost(one, code);
            reasons.add(new LossReason(code, null, null, effect, code + " stands" + amount(effect)));
        }
        reasons.add(new LossReason(
                BASELINE, null, null, left, "an order of this value that is usual in everything else" + amount(left)));
        reasons.sort(STRONGEST_FIRST);
        return reasons;
    }

    static Money exceptionCost(Case one, String code) {
        return Money.of(
                one.value().amount().doubleValue() * one.policy().exceptions().getOrDefault(code, 0.0),
                one.value().currency());
    }

    /** What each driver adds to the share of the value that is expected to be lost. */
    double[] shares(Hurdle.Effects effects, LossPolicy policy, boolean otif) {
        double cost = Hurdle.sum(effects.cost());
        double days = Hurdle.sum(effects.days());
        double usualProbability = hurdle.usualProbability();
        double probability = hurdle.probability(cost);
        double usualShare = hurdle.shareLost(0, policy, otif);
        double share = hurdle.shareLost(days, policy, otif);
        double mean = logarithmicMean(probability * share, usualProbability * usualShare);
        double perCost = Math.abs(cost) < SAME
                ? 1 - usualProbability
                : (StrictMath.log(probability) - StrictMath.log(usualProbability)) / cost;
        double perDays = Math.abs(days) < SAME || share <= 0 || usualShare <= 0
                ? 0
                : (StrictMath.log(share) - StrictMath.log(usualShare)) / days;
        double[] shares = new double[effects.cost().length];
        for (int f = 0; f < shares.length; f++) {
            shares[f] = mean * (perCost * effects.cost()[f] + perDays * effects.days()[f]);
        }
        return shares;
    }

    private static double logarithmicMean(double one, double other) {
        if (one <= 0 || other <= 0) {
            return 0;
        }
        double difference = StrictMath.log(one) - StrictMath.log(other);
        return Math.abs(difference) < SAME ? one : (one - other) / difference;
    }

    private static LossReason reason(Driver driver, Case one, int place, Money effect) {
        double natural = one.facts().natural()[place];
        double usual = one.facts().usual()[place];
        return switch (driver) {
            case Driver.Measure number ->
                new LossReason(
                        number.name(),
                        rounded(natural),
                        number.isOfOrder() ? rounded(usual) : null,
                        effect,
                        number.name() + " " + inWords(number, natural) + usually(number, usual) + amount(effect));
            case Driver.Choice choice -> {
                String name = choice.name() + " " + choice.names().get((int) natural);
                yield new LossReason(name, null, null, effect, name + amount(effect));
            }
        };
    }

    private static String usually(Driver.Measure number, double usual) {
        return number.isOfOrder() ? ", usually " + inWords(number, usual) : "";
    }

    private static String inWords(Driver.Measure number, double value) {
        return switch (number.unit()) {
            case "rate 0..1", "share of the order's value" -> Math.round(PERCENT * value) + " %";
            case "amount" -> plain(value);
            case "days", "orders", "lines" -> plain(value) + " " + number.unit();
            default -> plain(value);
        };
    }

    private static String plain(double value) {
        return PlainNumber.of(value);
    }

    /** As in ": +9,400 USD". */
    private static String amount(Money money) {
        BigDecimal amount = money.amount();
        String currency = money.currency() == null ? "" : " " + money.currency();
        return ": " + (amount.signum() < 0 ? "-" : "+") + plain(amount.abs().doubleValue()) + currency;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
