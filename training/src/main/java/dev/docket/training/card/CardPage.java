package dev.docket.training.card;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.digest.Sha256;
import dev.docket.html.HtmlTemplate;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The model card as one HTML page with pictures. It loads nothing, and its own policy allows nothing but its style. Its
 * components are what {@code card.html} shows, as text. The page is part of the model's digest, byte for byte.
 */
public record CardPage(
        String styleDigest,
        String style,
        String name,
        String version,
        TrainingConfig.About about,
        String period,
        String measured,
        List<List<String>> measures,
        Chart reliability,
        Chart captured,
        List<String> classes,
        List<CardTables.Confusion> confusion,
        List<CardTables.Coverage> coverage,
        List<CardPictures.Effect> contributions,
        List<CardPictures.Histogram> references) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(CardPage.class, "card.html");
    private static final String STYLE = HtmlTemplate.text(CardPage.class, "card.css");

    public static String of(Evidence evidence) {
        TrainingConfig config = evidence.config();
        CardTables tables = new CardTables(evidence);
        CardPictures pictures = new CardPictures(evidence);
        return TEMPLATE.render(new CardPage(
                digest(STYLE),
                STYLE,
                config.name().strip(),
                config.version().strip(),
                stripped(config.about()),
                period(evidence),
                measured(evidence),
                tables.measures(),
                pictures.reliability(),
                pictures.captured(),
                Arrays.stream(PriorityClass.values()).map(Enum::name).toList(),
                tables.confusion(),
                tables.coverage(),
                pictures.contributions(),
                pictures.references()));
    }

    private static TrainingConfig.About stripped(TrainingConfig.About about) {
        return new TrainingConfig.About(
                about.data().strip(),
                about.licence().strip(),
                about.use().strip(),
                about.notTrainedOn().strip(),
                about.limits().strip());
    }

    private static String period(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "%,d orders with outcomes, open when the decision was due, decided %s to %s",
                evidence.moments().size(),
                day(evidence.moments().getFirst()),
                day(evidence.moments().getLast()));
    }

    private static String measured(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "On %,d later orders, from %s on, that the measured model had not seen; in brackets 95 %% intervals, bootstrap over shipments.",
                evidence.metrics().rows(),
                day(evidence.judgement().rows().getFirst().moment()));
    }

    private static LocalDate day(Moment moment) {
        return moment.one().day();
    }

    private static String digest(String style) {
        return Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(StandardCharsets.UTF_8)));
    }
}
