package dev.docket.training.judge;

import dev.docket.training.cases.TimeSplit;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingConfig.Ridge;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What other settings of the learning would have given. They may be chosen by earlier periods only: who chooses by the periods
 * that count reports luck.
 */
final class SettingTrials {
    private static final double FEWER = 0.5;
    private static final double MORE = 2;

    private final List<Moment> moments;
    private final double[] origins;
    private final double period;

    private SettingTrials(List<Moment> moments, double[] origins, double period) {
        this.moments = moments;
        this.origins = origins;
        this.period = period;
    }

    /** @return tables, Markdown */
    static String of(TrainingConfig config, List<Moment> moments, double[] origins, double period) {
        SettingTrials trials = new SettingTrials(moments, origins, period);
        int suppliers = config.minimumPerSupplier();
        Ridge ridge = config.trainer().ridge();
        return """

                Other settings of the learning, on three earlier periods and on the six. Choose by the earlier ones. The log loss of the four classes,
                and how much more of the cost the list by expected loss holds than the list by value:

                | Setting | log loss, earlier | more cost, earlier | log loss, six | more cost, six |
                |---|---|---|---|---|
                """
                + trials.row("as configured", config)
                + trials.row("`minimumPerSupplier` halved", config.trying((int) (suppliers * FEWER), ridge))
                + trials.row("`minimumPerSupplier` doubled", config.trying((int) (suppliers * MORE), ridge))
                + trials.row(
                        "`ridge.cost` halved", config.trying(suppliers, new Ridge(ridge.cost() * FEWER, ridge.days())))
                + trials.row(
                        "`ridge.cost` doubled", config.trying(suppliers, new Ridge(ridge.cost() * MORE, ridge.days())))
                + trials.row(
                        "`ridge.days` halved", config.trying(suppliers, new Ridge(ridge.cost(), ridge.days() * FEWER)))
                + trials.row(
                        "`ridge.days` doubled", config.trying(suppliers, new Ridge(ridge.cost(), ridge.days() * MORE)));
    }

    private String row(String name, TrainingConfig config) {
        List<Judgement> earlier = new SettingTrials(moments, RollingOrigins.EARLIER, period).judgements(config);
        List<Judgement> later = judgements(config);
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %+.3f | %.3f | %+.3f |%n",
                name,
                mean(earlier, judgement -> judgement.logLoss(judgement.all())),
                mean(earlier, SettingTrials::capturedMore),
                mean(later, judgement -> judgement.logLoss(judgement.all())),
                mean(later, SettingTrials::capturedMore));
    }

    private List<Judgement> judgements(TrainingConfig config) {
        return Arrays.stream(origins)
                .mapToObj(origin -> TimeSplit.between(moments, origin, origin + period))
                .map(split -> {
                    FittedModel model = new Fitting(config, () -> {}).uncalibrated(split.earlier());
                    return Judge.of(model, config.labels().policy()).judge(split.earlier(), split.later());
                })
                .toList();
    }

    private static double capturedMore(Judgement judgement) {
        return judgement.captured(judgement.all(), i -> judgement.rows().get(i).expectedLoss(), Judgement.TOP)
                - judgement.capturedByValue(judgement.all());
    }

    private static double mean(List<Judgement> judgements, ToDoubleFunction<Judgement> measure) {
        return judgements.stream().mapToDouble(measure).average().orElse(Double.NaN);
    }
}
