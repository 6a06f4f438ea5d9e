package dev.docket.console.policy;

import dev.docket.console.find.Behind;
import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.html.HtmlTemplate;
import dev.docket.service.outcome.Became;
import dev.docket.service.outcome.Share;
import dev.docket.service.outcome.judge.CardFigures;
import dev.docket.service.outcome.judge.JudgeModels;
import dev.docket.service.outcome.judge.JudgeModels.Judgement;
import dev.docket.service.outcome.judge.LiveAccuracy;
import dev.docket.service.outcome.judge.LiveAccuracy.ClassAccuracy;
import dev.docket.service.outcome.judge.LiveCost;
import dev.docket.service.outcome.judge.ModelRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good the versions of the model have been, each against its card. Its components are what {@code versions.html} shows.
 *
 * @param counted of what the figures are
 * @param idle says that the model that decides now was not asked; empty if it was
 * @param more says how many versions are not shown; empty if all are
 */
public record LiveVersions(String counted, String idle, String more, List<Version> versions) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(LiveVersions.class, "versions.html");
    private static final int MOST = 4;

    /**
     * One version.
     *
     * @param unscored of how many answers without a score
     * @param ends how many orders' ends are known
     * @param mature how many of them count
     * @param right those that were answered as urgent as they were
     * @param card whether its card is at hand
     */
    public record Version(
            String id,
            String name,
            boolean isNow,
            String digest,
            String decisions,
            String path,
            Rate unscored,
            String ends,
            String endsPath,
            String mature,
            Rate right,
            boolean card,
            List<Measure> measures,
            List<Bin> bins,
            List<OfClass> classes) {}

    /** A figure, and what the card says of unseen orders. */
    public record Measure(String name, String live, String card) {}

    /**
     * Orders of which about the same was said.
     *
     * @param said the mean probability, {@code length} as long as its bar is; likewise what happened
     * @param verdict in words
     */
    public record Bin(
            String range,
            String orders,
            String said,
            String length,
            String happened,
            String lengthHappened,
            String of,
            String verdict) {}

    /** Orders that turned out to be of a class. */
    public record OfClass(String truth, String orders, String right, String tooMild, String covered, String card) {}

    /** @param model the one that decides now */
    public static LiveVersions of(Judgement judged, ModelDescription model, boolean maySearch) {
        Behind behind = new Behind(judged.from(), judged.end(), maySearch);
        String now = model.id().digest().text();
        List<ModelRecord> asked = judged.versions().stream()
                .filter(one -> !one.digest().isEmpty())
                .toList();
        return new LiveVersions(
                Texts.of(
                        judged.isWhole() ? "model_counted" : "model_counted_newest",
                        Words.number(judged.decisions()),
                        Words.number(JudgeModels.MOST_READ)),
                asked.stream().anyMatch(one -> one.digest().equals(now)) ? "" : Texts.of("model_idle"),
                asked.size() > MOST ? Texts.of("model_more", Words.number(asked.size() - MOST)) : "",
                asked.stream()
                        .limit(MOST)
                        .map(one -> version(
                                one,
                                one.digest().equals(now),
                                one.digest().equals(now) ? CardFigures.of(model.card()) : CardFigures.NONE,
                                behind))
                        .toList());
    }

    private static Version version(ModelRecord one, boolean isNow, CardFigures card, Behind behind) {
        long ends = one.urgency().costly().all();
        return new Version(
                "v" + one.digest().substring(one.digest().indexOf(':') + 1),
                one.version().isEmpty() ? Texts.of("model_unread") : Words.sentence(one.version()),
                isNow,
                one.digest(),
                Words.number(one.decisions()),
                behind.of("model", one.digest()),
                Rate.of(one.unscored(), "", ""),
                Words.number(ends),
                ends == 0 ? "" : behind.of(Became.END_KNOWN, "model", one.digest()),
                Texts.of("model_mature", Words.number(one.cost().orders()), Words.number(one.early())),
                Rate.of(
                        one.urgency().right(),
                        behind.of(Became.AS_URGENT, "model", one.digest()),
                        behind.of(Became.URGENCY_KNOWN, "model", one.digest())),
                !card.rows().isEmpty(),
                measures(one, card),
                one.cost().bins().stream().map(LiveVersions::bin).toList(),
                one.accuracy().byClass().entrySet().stream()
                        .map(of -> ofClass(of.getKey().name(), of.getValue(), card))
                        .toList());
    }

    private static List<Measure> measures(ModelRecord one, CardFigures card) {
        List<Measure> measures = new ArrayList<>();
        if (one.cost().orders() > 0) {
            add(measures, "model_log_loss_cost", one.cost().logLoss(), card, CardFigures.LOG_LOSS_OF_COST);
            add(measures, "model_brier", one.cost().brier(), card, "");
        }
        LiveAccuracy accuracy = one.accuracy();
        if (accuracy.orders() > 0) {
            add(measures, "model_log_loss", accuracy.logLoss(), card, CardFigures.LOG_LOSS_OF_CLASSES);
            add(measures, "model_ece", accuracy.calibrationError(), card, CardFigures.CALIBRATION_ERROR);
            add(measures, "model_coverage", accuracy.coverage(), card, CardFigures.COVERAGE);
        }
        return measures;
    }

    private static void add(List<Measure> measures, String text, double live, CardFigures card, String row) {
        measures.add(new Measure(
                Texts.of(text),
                String.format(Locale.ROOT, "%.3f", live),
                card.rows().getOrDefault(row, "")));
    }

    private static Bin bin(LiveCost.Bin bin) {
        Share happened = new Share(bin.costly(), bin.orders());
        String verdict = bin.said() < happened.lower()
                ? "model_more_cost"
                : bin.said() > happened.upper() ? "model_fewer_cost" : "model_as_said";
        return new Bin(
                Texts.of("model_bin", percent(bin.from()), percent(bin.to())),
                Words.number(bin.orders()),
                percent(bin.said()) + "%",
                Words.length(bin.said(), 1),
                Words.share(happened.hits(), happened.all()),
                Words.length(happened.rate(), 1),
                Rate.saying(happened, "rate_says"),
                Texts.of(verdict));
    }

    private static OfClass ofClass(String truth, ClassAccuracy of, CardFigures card) {
        String covered = card.covered().getOrDefault(truth, "");
        return new OfClass(
                truth,
                Words.number(of.orders()),
                percent(of.right()) + "%",
                percent(of.tooMild()) + "%",
                percent(of.covered()) + "%",
                covered.isEmpty() ? "" : percent(Double.parseDouble(covered)) + "%");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
