package dev.docket.priority.loss;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.priority.driver.Driver;
import dev.docket.priority.driver.Drivers;
import dev.docket.priority.driver.OrderFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * A hurdle model (Mullahy, 1986): the probability that an order costs anything, by logistic regression, times what it costs
 * then. The weights as plain arrays, for speed.
 */
public final class Hurdle {
    /** The label of orders that cost something. */
    public static final String COST = "COST";
    /** The label of orders that cost nothing. */
    public static final String NONE = "NONE";

    private static final double LEAST_PROBABILITY = 1e-4;

    private final Drivers drivers;
    private final Severity.Losses severity;
    private final LossDocument.LossBands bands;
    private final double bias;
    private final double[] costWeights;
    private final double[] dayWeights;
    private final double[] means;
    private final boolean[] used;
    private final double[] importance;

    public Hurdle(LinearSGDModel probability, LossDocument document) {
        this.drivers = new Drivers(document.settings());
        this.severity = document.severity().losses();
        this.bands = document.bands();
        List<LossDocument.Column> columns = document.columns();
        this.costWeights = new double[columns.size()];
        this.dayWeights = new double[columns.size()];
        this.means = columns.stream().mapToDouble(LossDocument.Column::mean).toArray();
        this.used = new boolean[columns.size()];
        this.importance = new double[drivers.all().size()];
        DenseMatrix trained = probability.getWeightsCopy();
        int cost = probability.getOutputIDInfo().getID(new Label(COST));
        int none = probability.getOutputIDInfo().getID(new Label(NONE));
        int biasColumn = probability.getFeatureIDMap().size();
        this.bias = trained.get(cost, biasColumn) - trained.get(none, biasColumn);
        List<Integer> driverOf = drivers.driverOfColumn();
        for (int i = 0; i < columns.size(); i++) {
            LossDocument.Column column = columns.get(i);
            if (column.used()) {
                int id = probability.getFeatureIDMap().getID(column.column());
                double weight = id < 0 ? 0 : trained.get(cost, id) - trained.get(none, id);
                double days = document.severity().weights().get(i);
                used[i] = weight != 0 || days != 0;
                costWeights[i] = weight / column.scale();
                dayWeights[i] = days / column.scale();
                importance[driverOf.get(i)] += Math.abs(weight) + Math.abs(days);
            }
        }
    }

    /**
     * What the model makes of an order.
     *
     * @param cost the effect of each driver on the log-odds of a cost
     * @param days the effect of each driver on the logarithm of the days late
     * @param unknown whether the model would have used a driver, but it is absent or was never seen
     * @param unknownShare how much of the model's input is unknown, weighted by importance, 0..1
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to an estimate; never compared
    public record Effects(double[] cost, double[] days, boolean[] unknown, double unknownShare) {}

    public Effects effects(OrderFacts facts) {
        int count = drivers.all().size();
        double[] cost = new double[count];
        double[] days = new double[count];
        boolean[] unknown = new boolean[count];
        double lacking = 0;
        double all = 0;
        for (int f = 0; f < count; f++) {
            if (importance[f] == 0) {
                continue;
            }
            all += importance[f];
            if (!isSeen(facts, f)) {
                unknown[f] = true;
                lacking += importance[f];
                continue;
            }
            for (int i = drivers.offset(f); i < drivers.offset(f + 1); i++) {
                double distance = facts.columns()[i] - means[i];
                cost[f] += costWeights[i] * distance;
                days[f] += dayWeights[i] * distance;
            }
        }
        return new Effects(cost, days, unknown, all == 0 ? 1 : lacking / all);
    }

    /** The weight of a column in the log-odds of a cost; zero if it has none. */
    public double weightOf(String column) {
        int place = drivers.columnNames().indexOf(column);
        return place < 0 ? 0 : costWeights[place];
    }

    /** The weights in the log-odds of a cost by column, of unscaled values. */
    public Map<String, Double> costWeights() {
        return byColumn(costWeights);
    }

    /** The weights in the logarithm of the days late by column, of unscaled values. */
    public Map<String, Double> dayWeights() {
        return byColumn(dayWeights);
    }

    private Map<String, Double> byColumn(double[] weights) {
        List<String> names = drivers.columnNames();
        Map<String, Double> byColumn = new TreeMap<>();
        for (int i = 0; i < weights.length; i++) {
            byColumn.put(names.get(i), weights[i]);
        }
        return byColumn;
    }

    /** Whether a driver has any weight. */
    boolean isUsed(int driver) {
        return importance[driver] > 0;
    }

    private boolean isSeen(OrderFacts facts, int driver) {
        return facts.isKnown(driver)
                && (drivers.all().get(driver) instanceof Driver.Measure
                        || used[drivers.offset(driver) + (int) facts.natural()[driver]]);
    }

    /** The probability of a cost for an order that is usual in everything. */
    double usualProbability() {
        return probability(0);
    }

    /** @param effect the sum of the effects on the log-odds */
    double probability(double effect) {
        return 1 / (1 + StrictMath.exp(-(bias + effect)));
    }

    /**
     * The share of the value that is lost when anything is.
     *
     * @param effect the sum of the effects on the days
     */
    double shareLost(double effect, LossPolicy policy, boolean otif) {
        return severity.meanShare(severity.logDays() + effect, policy, otif);
    }

    /** The probability that an order costs anything. */
    public double probabilityOfCost(Effects effects) {
        return probability(sum(effects.cost()));
    }

    /**
     * The probabilities of the classes of realised loss, P1 to P4, each at least one in ten thousand.
     *
     * @param value of the order, as a multiple of the typical one
     */
    public double[] classes(Effects effects, LossPolicy policy, boolean otif, double value) {
        double cost = probabilityOfCost(effects);
        double[] costly = severity.classes(severity.logDays() + sum(effects.days()), policy, otif, value, bands);
        double[] all = new double[PriorityClass.values().length];
        for (int k = 0; k < costly.length; k++) {
            all[k] = Math.max(LEAST_PROBABILITY, cost * costly[k]);
        }
        all[all.length - 1] = Math.max(LEAST_PROBABILITY, 1 - cost);
        double sum = sum(all);
        return Arrays.stream(all).map(each -> each / sum).toArray();
    }

    /** The share of an order's value that is expected to be lost. */
    public double expectedShare(Effects effects, LossPolicy policy, boolean otif) {
        return probabilityOfCost(effects) * shareLost(sum(effects.days()), policy, otif);
    }

    /** The names of the drivers that have any weight. */
    public List<String> used() {
        List<String> used = new ArrayList<>();
        for (int f = 0; f < importance.length; f++) {
            if (isUsed(f)) {
                used.add(drivers.all().get(f).name());
            }
        }
        return used;
    }

    /** The mean absolute effect of each used driver on the expected loss, as a share of an order's value. */
    public Map<String, Double> meanEffects(List<OrderFacts> rows, LossPolicy policy) {
        Map<String, Double> means = new TreeMap<>();
        for (OrderFacts facts : rows) {
            double[] shares = new MoneyReasons(this).shares(effects(facts), policy, false);
            for (int f = 0; f < shares.length; f++) {
                if (isUsed(f)) {
                    means.merge(drivers.all().get(f).name(), Math.abs(shares[f]) / rows.size(), Double::sum);
                }
            }
        }
        return means;
    }

    public Drivers drivers() {
        return drivers;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** @throws IllegalArgumentException if the labels are not those of a hurdle */
    static void requireLabels(LinearSGDModel probability) {
        if (probability.getOutputIDInfo().getID(new Label(COST)) < 0
                || probability.getOutputIDInfo().getID(new Label(NONE)) < 0) {
            throw new IllegalArgumentException("its labels are not %s and %s".formatted(COST, NONE));
        }
        Objects.requireNonNull(probability.getFeatureIDMap());
    }
}
