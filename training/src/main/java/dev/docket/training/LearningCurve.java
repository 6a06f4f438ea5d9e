package dev.docket.training;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.CaseReader;
import dev.docket.training.cases.OwnHistory;
import dev.docket.training.cases.OwnOrder;
import dev.docket.training.cases.Timeline;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import dev.docket.training.judge.Judge;
import dev.docket.training.judge.Judgement;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import dev.docket.training.learn.PriorWeights;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How much a deployment gains from so many outcomes of its own, over ranking by value: with the weights of the present model and its own
 * rates, and trained from that model. Each of several businesses, or periods of one, is judged on the same later orders throughout.
 */
public final class LearningCurve {
    private static final List<Integer> OUTCOMES = List.of(0, 300, 600, 1_200, 2_400);
    private static final int JUDGED = 800;
    private static final int BUSINESSES = 8;
    /** Student's t for a 95 % interval of the mean of eight. */
    private static final double T = 2.365;

    private static final String SIGNED = "%+.3f";
    private static final String PLAIN = "%.3f";

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final TrainingConfig config;
    private final LossModel present;
    private final Reporting reporting;

    private LearningCurve(TrainingConfig config, LossModel present, Reporting reporting) {
        this.config = config;
        this.present = present;
        this.reporting = reporting;
    }

    /** What the two ways reach on one business. */
    private record Reached(double ratesMore, double trainedMore, double ratesLogLoss, double trainedLogLoss) {}

    /**
     * Learns and judges.
     *
     * @param configFile what to read; one without inputs stands for eight generated businesses
     * @param models the folder of the versions; the current one is where learning begins
     * @return a table, Markdown
     */
    public static String of(Path configFile, Path models, Reporting reporting) {
        TrainingConfig config = TrainingConfig.read(configFile);
        if (!(ModelLoader.current(models) instanceof LossModel present)) {
            throw new TrainingException("The current model of %s is older than version 4.".formatted(models));
        }
        LearningCurve curve = new LearningCurve(config, present, reporting);
        List<List<Case>> businesses = config.inputs().isEmpty()
                ? IntStream.range(0, BUSINESSES).mapToObj(curve::generated).toList()
                : periods(
                        new CaseReader(config, configFile.toAbsolutePath().resolveSibling("."), reporting::say).read());
        StringBuilder table = new StringBuilder("""
                | Own outcomes | own rates, weights as shipped: more of the cost than by value | trained on them: more than by value | log loss of cost or no cost, rates | trained |
                |---:|---|---|---|---|
                """);
        for (int outcomes : OUTCOMES) {
            List<Reached> reached = businesses.stream()
                    .map(cases -> curve.reached(cases, outcomes))
                    .toList();
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %s | %s | %s |%n",
                    outcomes,
                    mean(reached.stream().map(Reached::ratesMore).toList(), SIGNED),
                    mean(reached.stream().map(Reached::trainedMore).toList(), SIGNED),
                    mean(reached.stream().map(Reached::ratesLogLoss).toList(), PLAIN),
                    mean(reached.stream().map(Reached::trainedLogLoss).toList(), PLAIN)));
        }
        return table.toString();
    }

    private List<Case> generated(int seed) {
        List<OwnOrder> orders = SampleBusiness.orders(seed)
                .limit(OUTCOMES.getLast() + JUDGED)
                .map(LearningCurve::own)
                .toList();
        return new OwnHistory(orders, List.of(), LATER).cases(config.labels());
    }

    private static OwnOrder own(PastOrder order) {
        Outcome outcome = Objects.requireNonNull(order.outcome());
        return new OwnOrder(
                order.snapshot(), outcome.daysLate(), outcome.cancelled(), outcome.fraud(), OptionalDouble.empty());
    }

    /** Parts of one history, that do not overlap where there are enough orders. */
    private static List<List<Case>> periods(List<Case> all) {
        int size = OUTCOMES.getLast() + JUDGED;
        if (all.size() < size) {
            throw new TrainingException(String.format(
                    Locale.ROOT, "%,d orders with outcomes are too few: %,d are needed.", all.size(), size));
        }
        return IntStream.range(0, BUSINESSES)
                .map(i -> (int) ((long) (all.size() - size) * i / (BUSINESSES - 1)))
                .mapToObj(from -> all.subList(from, from + size))
                .toList();
    }

    private Reached reached(List<Case> cases, int outcomes) {
        int first = cases.size() - JUDGED;
        List<Moment> open = Timeline.of(
                        cases.subList(first - outcomes, cases.size()),
                        config.typicalOrderValue().doubleValue())
                .open();
        Instant begin = cases.get(first).at();
        List<Moment> earlier = open.stream()
                .filter(moment -> moment.one().at().isBefore(begin))
                .toList();
        List<Moment> later = open.subList(earlier.size(), open.size());
        LossPolicy policy = config.labels().policy();
        Judgement rates = new Judge(present.hurdle(), present.document(), policy).judge(earlier, later);
        Judgement trained = rates;
        if (outcomes > 0) {
            FittedModel model = new Fitting(config, () -> {}, PriorWeights.of(present.hurdle())).fit(earlier);
            trained = Judge.of(model, policy).judge(earlier, later);
        }
        int[] all = rates.all();
        reporting.say(String.format(
                Locale.ROOT,
                "%,d own outcomes: by value %.3f, own rates %.3f, trained %.3f",
                outcomes,
                rates.capturedByValue(all),
                rates.captured(all),
                trained.captured(all)));
        return new Reached(
                rates.capturedMore(all),
                trained.capturedMore(all),
                rates.logLossOfAnyCost(all),
                trained.logLossOfAnyCost(all));
    }

    private static String mean(List<Double> values, String format) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double half = T * Math.sqrt(squares / (values.size() - 1) / values.size());
        return String.format(Locale.ROOT, "# (# .. #)".replace("#", format), mean, mean - half, mean + half);
    }
}
