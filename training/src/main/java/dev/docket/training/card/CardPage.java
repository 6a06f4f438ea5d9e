package dev.docket.training.card;

import dev.docket.digest.Sha256;
import dev.docket.training.TrainingConfig;
import dev.docket.training.cases.Case;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
                <p>Says how urgent an order's exception is, P1 to P4.</p>
                <dl><dt>Intended use</dt><dd>%s</dd><dt>Data</dt><dd>%s</dd><dt>Period</dt><dd>%s</dd>
                <dt>Licence</dt><dd>%s</dd><dt>Not trained on</dt><dd>%s</dd><dt>Limits</dt><dd>%s</dd></dl>
                <h2>How good it is</h2><p class="note">%s</p>
                %s
                %s%s
                <h2>Truth and answered class</h2>
                <p class="note">The class that costs least when a step too mild costs twice as much as a step too urgent; darker: a greater
                share of the row.</p>%s
                <h2>Coverage of the 90 %% sets</h2>
                <p class="note">The 90 %% is that of all orders. A rare class is covered more seldom.</p>%s
                <h2>What moves the score</h2><p class="note">Mean absolute effect on ln(p(P1) / p(P4)).</p>%s
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
                        tables.confusion(),
                        tables.coverage(),
                        pictures.contributions(),
                        pictures.references());
    }

    private String period() {
        return String.format(
                Locale.ROOT,
                "%,d orders with outcomes, decided %s to %s",
                evidence.cases().size(),
                day(evidence.cases().getFirst()),
                day(evidence.cases().getLast()));
    }

    private String measured() {
        return String.format(
                Locale.ROOT,
                "On %,d later orders, from %s on, that the measured model had not seen; in brackets 95 %% intervals, bootstrap over shipments.",
                evidence.metrics().rows(),
                day(evidence.judgement().rows().getFirst().one()));
    }

    private static LocalDate day(Case one) {
        return LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
    }

    private static String digest(String style) {
        return Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(StandardCharsets.UTF_8)));
    }

    static String escaped(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
