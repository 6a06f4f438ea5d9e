package dev.docket.training.card;

import dev.docket.training.TrainingConfig;
import dev.docket.training.cases.Timeline.Moment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;

/** The model card as one HTML page with pictures. It loads nothing, and its own policy allows nothing but its style. */
public final class CardPage {
    private static final String STYLE = """

            body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:62rem;margin:2rem auto;padding:0 1rem}
            h1{margin-bottom:.2rem}h2{margin:2.2rem 0 .4rem;border-bottom:1px solid #ddd;padding-bottom:.2rem}
            dl{display:grid;grid-template-columns:9rem 1fr;gap:.3rem 1rem}dt{font-weight:600}dd{margin:0}
            table{border-collapse:collapse;margin:.6rem 0}td,th{border-bottom:1px solid #ddd;padding:.25rem .8rem;text-align:right}
            td:first-child,th:first-child{text-align:left;padding-left:0;white-space:nowrap}td.left{text-align:left}
            .s1{background:#eef4fb}.s2{background:#cfe1f4}.s3{background:#a5c8ea}.s4{background:#6fa6da}
            figure{display:inline-block;width:29rem;max-width:100%;margin:0 1rem 1rem 0;vertical-align:top}
            figcaption{font-weight:600}svg{max-width:100%}svg text{font-size:11px;fill:#444}
            .model{stroke:#0b5cad;fill:#0b5cad}.value{stroke:#c05f00;fill:#c05f00}.ideal{stroke:#888;fill:#888}
            path.model,path.value,path.ideal{fill:none;stroke-width:2}path.value{stroke-dasharray:7 3}path.ideal{stroke-dasharray:2 3}
            path.grid{stroke:#ddd}p.note{color:#555;margin:.2rem 0}
            @media print{body{margin:0;max-width:none}}
            """;

    private final Evidence evidence;

    public CardPage(Evidence evidence) {
        this.evidence = evidence;
    }

    public String html() {
        TrainingConfig config = evidence.config();
        TrainingConfig.About about = config.about();
        CardTables tables = new CardTables(evidence);
        CardPictures pictures = new CardPictures(evidence);
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
                <title>Model card: %s %s</title>
                <style>%s</style></head><body>
                <h1>Model card: %s, version %s</h1>
                <p>Estimates what an order will cost if nobody acts, and so how urgent it is, P1 to P4.</p>
                <dl><dt>Intended use</dt><dd>%s</dd><dt>Data</dt><dd>%s</dd><dt>Period</dt><dd>%s</dd>
                <dt>Licence</dt><dd>%s</dd><dt>Not trained on</dt><dd>%s</dd><dt>Limits</dt><dd>%s</dd></dl>
                <h2>How good it is</h2><p class="note">%s</p>
                %s
                %s%s
                <h2>Truth and answered class</h2>
                <p class="note">Truth is the class of what an order really cost: nothing is P4, and the costs are cut at their %s and %s
                quantiles. The answered class is that of the expected loss by quotas: top 3 %%, next 7 %%, next 10 %%. Darker: a greater share
                of the row.</p>%s
                <h2>Coverage of the prediction sets</h2>
                <p class="note">Each class has a threshold of its own. A set is an interval that contains the answered class.</p>%s
                <h2>What moves the expected loss</h2>
                <p class="note">Mean absolute effect on an order's expected loss, in percent of its value.</p>%s
                <h2>Reference for drift</h2>
                <p class="note">How the training rows were spread over the bins that later orders are compared with; grey: absent. Beside them
                the borders of the bins, or the most common values.</p>%s
                </body></html>
                """.formatted(
                        digest(STYLE),
                        escaped(config.name()),
                        escaped(config.version()),
                        STYLE,
                        escaped(config.name()),
                        escaped(config.version()),
                        escaped(about.use()),
                        escaped(about.data()),
                        period(),
                        escaped(about.licence()),
                        escaped(about.notTrainedOn()),
                        escaped(about.limits()),
                        measured(),
                        tables.measures(),
                        pictures.reliability(),
                        pictures.captured(),
                        percent(config.labels().p3Quantile()),
                        percent(config.labels().p2Quantile()),
                        tables.confusion(),
                        tables.coverage(),
                        pictures.contributions(),
                        pictures.references());
    }

    private String period() {
        return String.format(
                Locale.ROOT,
                "%,d orders with outcomes, open when the decision was due, decided %s to %s",
                evidence.moments().size(),
                day(evidence.moments().getFirst()),
                day(evidence.moments().getLast()));
    }

    private String measured() {
        return String.format(
                Locale.ROOT,
                "On %,d later orders, from %s on, that the measured model had not seen; in brackets 95 %% intervals, bootstrap over shipments.",
                evidence.metrics().rows(),
                day(evidence.judgement().rows().getFirst().moment()));
    }

    private static LocalDate day(Moment moment) {
        return moment.one().day();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static String escaped(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
