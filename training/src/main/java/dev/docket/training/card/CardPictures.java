package dev.docket.training.card;

import dev.docket.priority.Reference;
import dev.docket.priority.driver.Driver;
import dev.docket.priority.driver.Drivers;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.judge.JudgedOrder;
import dev.docket.training.judge.Judgement;
import dev.docket.training.learn.Fitting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pictures of the card's page. */
public final class CardPictures {
    private static final int STEPS = 50;
    private static final int BAR_WIDTH = 320;
    private static final int HISTOGRAM_HEIGHT = 36;
    private static final int BIN_WIDTH = 14;
    private static final int COMMON = 3;
    // Less is 0 % when rounded.
    private static final double SEEN = 0.005;
    private static final double PERCENT = 100;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final Evidence evidence;
    private final Judgement judgement;
    private final int[] all;

    CardPictures(Evidence evidence) {
        this.evidence = evidence;
        this.judgement = evidence.judgement();
        this.all = judgement.all();
    }

    /** Does 20 % mean 20 %? */
    Chart reliability() {
        double[] said = new double[Judgement.BINS];
        double[] came = new double[Judgement.BINS];
        int[] rows = new int[Judgement.BINS];
        for (JudgedOrder row : judgement.rows()) {
            double p = row.said().probabilityOfCost();
            int bin = Math.min(Judgement.BINS - 1, (int) (p * Judgement.BINS));
            said[bin] += p;
            came[bin] += row.moment().one().isCostly() ? 1 : 0;
            rows[bin]++;
        }
        int[] filled =
                IntStream.range(0, Judgement.BINS).filter(bin -> rows[bin] > 0).toArray();
        List<double[]> points = IntStream.of(filled)
                .mapToObj(bin -> new double[] {said[bin] / rows[bin], came[bin] / rows[bin]})
                .toList();
        Chart chart = new Chart("Reliability of the probability of a cost", "said probability", "share that came true")
                .line("perfect", "ideal", List.of(new double[] {0, 0}, new double[] {1, 1}))
                .line("this model; the larger the point, the more orders", "model", points);
        for (int i = 0; i < filled.length; i++) {
            int count = rows[filled[i]];
            chart.point(points.get(i), 2 + 10 * Math.sqrt(count / (double) all.length), "model", count + " orders");
        }
        return chart;
    }

    Chart captured() {
        return new Chart("Outcome cost found from the top of the list", "share of the list", "share of the cost")
                .line("by answered class, then expected loss", "model", curve(judgement.answerRanking()))
                .line("by value", "value", curve(i -> judgement.rows().get(i).value()))
                .line("oracle", "ideal", curve(i -> moment(i).one().cost()));
    }

    private Moment moment(int row) {
        return judgement.rows().get(row).moment();
    }

    private List<double[]> curve(IntToDoubleFunction ranking) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> step / (double) STEPS)
                .map(part -> new double[] {part, judgement.captured(all, ranking, part)})
                .toList();
    }

    /**
     * The mean absolute effect of a feature.
     *
     * @param length of its bar, of at most {@code whole}
     */
    public record Effect(String name, String value, int whole, String length) {}

    /** The strongest first. */
    List<Effect> contributions() {
        Map<String, Double> means = evidence.evaluated()
                .hurdle()
                .meanEffects(
                        Fitting.facts(
                                evidence.evaluated().hurdle().drivers(),
                                judgement.rows().stream()
                                        .map(JudgedOrder::moment)
                                        .toList()),
                        evidence.config().labels().policy());
        double most =
                means.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return means.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> new Effect(
                        entry.getKey(),
                        String.format(Locale.ROOT, "%.2f", PERCENT * entry.getValue()),
                        BAR_WIDTH,
                        number(BAR_WIDTH * (entry.getValue() / most))))
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** How the training rows were spread over the bins of a feature. */
    public record Histogram(String name, int width, int height, List<Bar> bars, String bins) {}

    /** @param share of all rows, in percent */
    public record Bar(String kind, int x, String y, int width, String height, String share) {}

    /** The references of the drivers that vary, and of the score. */
    List<Histogram> references() {
        List<Driver> drivers = new Drivers(evidence.shipped().settings()).all();
        List<Reference> references = evidence.shipped().references();
        return IntStream.range(0, references.size())
                .filter(i -> references.get(i).shares().stream()
                                .filter(share -> share > 0)
                                .count()
                        > 1)
                .mapToObj(i -> histogram(
                        references.get(i),
                        i < drivers.size() && drivers.get(i) instanceof Driver.Choice choice
                                ? common(choice, references.get(i).shares())
                                : cuts(references.get(i))))
                .toList();
    }

    /** The names that most orders have, and how many do. What no name is for comes after the names: other, and absent. */
    private static String common(Driver.Choice choice, List<Double> shares) {
        return IntStream.range(0, choice.names().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -shares.get(i)))
                .limit(COMMON)
                .filter(i -> shares.get(i) >= SEEN)
                .map(i ->
                        String.format(Locale.ROOT, "%s %.0f %%", choice.names().get(i), PERCENT * shares.get(i)))
                .collect(Collectors.joining(" | "));
    }

    private static String cuts(Reference reference) {
        return reference.cuts().stream()
                .map(cut ->
                        new BigDecimal(cut, THREE_DIGITS).stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(" | "));
    }

    private static Histogram histogram(Reference reference, String bins) {
        List<Double> shares = reference.shares();
        double most = shares.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        for (int bin = 0; bin < shares.size(); bin++) {
            double height = HISTOGRAM_HEIGHT * shares.get(bin) / most;
            bars.add(new Bar(
                    bin == shares.size() - 1 ? "ideal" : "model",
                    bin * BIN_WIDTH,
                    number(HISTOGRAM_HEIGHT - height),
                    BIN_WIDTH - 3,
                    number(height),
                    number(100 * shares.get(bin))));
        }
        return new Histogram(reference.name(), shares.size() * BIN_WIDTH, HISTOGRAM_HEIGHT + 1, bars, bins);
    }
}
