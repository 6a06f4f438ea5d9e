package dev.docket.training.judge;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.training.cases.Timeline.Moment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What a model says of orders that it has not seen, beside what became of them. */
public final class Judgement {
    public static final int BINS = 10;
    static final double TOP = 0.1;

    private static final double LEAST = 1e-15;
    // More than any expected loss: the class comes first.
    private static final double CLASS_STEP = 1e18;

    private final List<JudgedOrder> rows;

    private final boolean inOneCurrency;

    Judgement(List<JudgedOrder> rows) {
        this.rows = List.copyOf(rows);
        this.inOneCurrency =
                isInOneCurrency(rows.stream().map(JudgedOrder::moment).toList());
    }

    static boolean isInOneCurrency(List<Moment> moments) {
        return moments.stream()
                        .map(moment -> Optional.ofNullable(
                                moment.one().snapshot().order().currency()))
                        .distinct()
                        .count()
                <= 1;
    }

    /** Whether amounts are in the currency of the orders; else each is a multiple of the typical order in its currency. */
    public boolean inOneCurrency() {
        return inOneCurrency;
    }

    public List<JudgedOrder> rows() {
        return rows;
    }

    public List<String> groups() {
        return rows.stream().map(row -> row.moment().one().group()).toList();
    }

    public int[] all() {
        return IntStream.range(0, rows.size()).toArray();
    }

    /** The numbers of the rows of a true class. */
    public int[] ofTruth(PriorityClass truth) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).truth() == PriorityClass.IN_ORDER.indexOf(truth))
                .toArray();
    }

    /** The mean number of classes in the prediction sets. */
    public double meanCandidates(int[] of) {
        return mean(of, i -> rows.get(i).candidates().size());
    }

    public double logLoss(int[] of) {
        return mean(of, i -> {
            JudgedOrder row = rows.get(i);
            return -StrictMath.log(Math.max(LEAST, row.said().classes().get(row.truth())));
        });
    }

    /** The log loss of the question whether an order costs anything at all. */
    public double logLossOfAnyCost(int[] of) {
        return mean(of, i -> {
            double p = rows.get(i).said().probabilityOfCost();
            return -StrictMath.log(Math.max(LEAST, rows.get(i).moment().one().isCostly() ? p : 1 - p));
        });
    }

    public double coverage(int[] of) {
        return mean(of, i -> rows.get(i).isCovered() ? 1 : 0);
    }

    /** The area under the curve of cost against no cost. */
    public double auc(int[] of) {
        double[][] sorted = Arrays.stream(of)
                .mapToObj(i -> new double[] {
                    rows.get(i).said().probabilityOfCost(),
                    rows.get(i).moment().one().isCostly() ? 1 : 0
                })
                .sorted(Comparator.comparingDouble(row -> row[0]))
                .toArray(double[][]::new);
        double rankSum = 0;
        double positives = 0;
        for (int i = 0; i < sorted.length; ) {
            int j = i;
            double tied = 0;
            while (j < sorted.length && sorted[j][0] == sorted[i][0]) {
                tied += sorted[j][1];
                j++;
            }
            rankSum += tied * ((i + j + 1) / 2.0);
            positives += tied;
            i = j;
        }
        return (rankSum - positives * (positives + 1) / 2) / (positives * (sorted.length - positives));
    }

    /** Expected calibration error of the most probable class, in ten bins of equal width. */
    public double calibrationError(int[] of) {
        double[] gap = new double[BINS];
        for (int i : of) {
            JudgedOrder row = rows.get(i);
            double most = row.said().classes().get(row.best());
            gap[Math.min(BINS - 1, (int) (most * BINS))] += most - (row.best() == row.truth() ? 1 : 0);
        }
        return Arrays.stream(gap).map(Math::abs).sum() / of.length;
    }

    /** The share of all cost in the first tenth of the list by answered class, then by expected loss. */
    public double captured(int[] of) {
        return captured(of, answerRanking(), TOP);
    }

    /** By answered class, then by expected loss: the list as a person gets it. */
    public IntToDoubleFunction answerRanking() {
        return i -> -PriorityClass.IN_ORDER.indexOf(rows.get(i).answered()) * CLASS_STEP
                + rows.get(i).expectedLoss();
    }

    /** The same when the list is ordered by the orders' value alone. */
    public double capturedByValue(int[] of) {
        return captured(of, i -> rows.get(i).value(), TOP);
    }

    /** How much more of the cost the model's list holds than the list by value. */
    public double capturedMore(int[] of) {
        return captured(of) - capturedByValue(of);
    }

    /** The share of the orders in the first tenth by what they really cost that were answered P1 or P2. */
    public double urgentAmongDearest(int[] of) {
        int[] dearest = top(of, i -> rows.get(i).cost(), TOP);
        return mean(dearest, i -> rows.get(i).answered().compareTo(PriorityClass.P2) <= 0 ? 1 : 0);
    }

    /** The share of the orders in the first tenth by what they really cost that are in the first tenth of a list, too. */
    double dearestInFirstTenth(IntToDoubleFunction ranking) {
        Set<Integer> first = new HashSet<>();
        Arrays.stream(top(all(), ranking, TOP)).forEach(first::add);
        return mean(top(all(), i -> rows.get(i).cost(), TOP), i -> first.contains(i) ? 1 : 0);
    }

    /** How many orders were answered P1 or P2. */
    public double urgent(int[] of) {
        return mean(of, i -> rows.get(i).answered().compareTo(PriorityClass.P2) <= 0 ? 1 : 0);
    }

    /** The share of all outcome cost in the first part of a list by some ranking, the highest first. */
    public double captured(int[] of, IntToDoubleFunction ranking, double part) {
        double first = sum(top(of, ranking, part));
        return first / sum(of);
    }

    private double sum(int[] of) {
        return Arrays.stream(of).mapToDouble(i -> rows.get(i).cost()).sum();
    }

    private static int[] top(int[] of, IntToDoubleFunction ranking, double part) {
        int most = (int) Math.ceil(of.length * part);
        double[] places =
                Arrays.stream(of).mapToDouble(i -> -ranking.applyAsDouble(i)).toArray();
        double[] sorted = places.clone();
        Arrays.sort(sorted);
        // Only the first part is sorted with its numbers: a bootstrap does this a thousand times.
        double last = most == 0 ? Double.NEGATIVE_INFINITY : sorted[most - 1];
        return IntStream.range(0, of.length)
                .filter(at -> Double.compare(places[at], last) <= 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer at) -> places[at]))
                .limit(most)
                .mapToInt(at -> of[at])
                .toArray();
    }

    private static double mean(int[] of, IntToDoubleFunction value) {
        return Arrays.stream(of).mapToDouble(value).average().orElse(Double.NaN);
    }
}
