package dev.docket.cli.replay;

import dev.docket.service.replay.Extent;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayReport.Count;
import dev.docket.service.replay.ReplayReport.Flip;
import dev.docket.service.replay.ReplayReport.Moved;
import dev.docket.service.replay.ReplayReport.Sample;
import dev.docket.service.replay.ReplayReport.SampleDifference;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as one HTML page: no scripts, no external resources, and all text from orders is escaped. */
public final class ReplayPage {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Replay report</title>
            <style>
            body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:68rem;margin:2rem auto;padding:0 1rem}
            h1{margin-bottom:.2rem}h2{margin-top:2.2rem}.verdict{font-size:1.25rem}.quiet{color:#555}
            .tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.4rem 0}.tile{border:1px solid #ccc;border-radius:.4rem;padding:.5rem 1rem;min-width:8rem}
            .tile b{display:block;font-size:1.5rem}table{border-collapse:collapse;margin:1rem 0}
            td,th{border:1px solid #ccc;padding:.25rem .7rem;text-align:right;vertical-align:top}td:first-child,th:first-child,.words td{text-align:left}
            .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(26rem,1fr));gap:1rem}figure{margin:0}figcaption{font-weight:600}svg{width:100%}svg text{font-size:13px;fill:#333}
            svg text.number{fill:#555;font-size:12px}.held{fill:#b3402a;color:#b3402a}.released{fill:#0b5cad;color:#0b5cad}
            svg text.held{fill:#b3402a;font-weight:600}svg text.released{fill:#0b5cad;font-weight:600}.axis{stroke:#999}
            code{font-size:.85em;overflow-wrap:anywhere}details{border:1px solid #ccc;border-radius:.4rem;margin:.5rem 0;padding:.4rem .8rem}
            summary{cursor:pointer}.cause{font-size:.75rem;border:1px solid #888;border-radius:.3rem;padding:0 .35rem}
            </style></head><body>
            """;

    private final Told told;
    private final ReplayReport report;
    private final StringBuilder html = new StringBuilder(FRAME);

    private ReplayPage(Told told) {
        this.told = told;
        this.report = told.report();
    }

    public static String of(Told told) {
        ReplayPage page = new ReplayPage(told);
        page.write();
        return page.html.toString();
    }

    private void write() {
        add("<h1>Replay report</h1><p class=\"quiet\">Recorded orders decided again with %s.</p>"
                .formatted(SafeText.html(told.tried())));
        add("<p class=\"verdict\">%s</p>\n".formatted(SafeText.html(told.verdict())));
        tiles();
        counts(
                "Not replayed: bundle missing",
                "Bundle",
                report.lackedBundles().stream()
                        .map(lacked -> new Count(lacked.digest(), lacked.decisions()))
                        .toList());
        counts("Causes of changed dispositions", "Cause", report.flipCauses());
        counts("Causes of all changes", "Cause", report.causes());
        flips();
        money();
        counts("What differs", "Field", report.fields().stream().limit(25).toList());
        samples();
        add("<p class=\"quiet\">Decisions: %s.</p></body></html>\n".formatted(SafeText.html(told.question())));
    }

    private void tiles() {
        add("<div class=\"tiles\">");
        tile("decisions", report.decisions());
        tile("the same", report.same());
        tile("another disposition", Told.of(report.extents(), Extent.DISPOSITION));
        tile("other advice only", Told.of(report.extents(), Extent.ADVICE));
        tile("other explanation only", Told.of(report.extents(), Extent.EXPLANATION));
        report.notReplayed().forEach(count -> tile("not replayed: " + count.name(), count.decisions()));
        add("</div>\n");
    }

    private void tile(String name, long count) {
        add("<div class=\"tile\"><b>%s</b>%s <span class=\"quiet\">%s</span></div>"
                .formatted(Amounts.count(count), SafeText.html(name), Amounts.share(count, report.decisions())));
    }

    private void counts(String title, String what, List<Count> counts) {
        if (!counts.isEmpty()) {
            add("<h2>%s</h2><table><tr><th>%s</th><th>Decisions</th><th>Share</th></tr>\n".formatted(title, what));
            counts.forEach(count -> add("<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            SafeText.html(count.name()),
                            Amounts.count(count.decisions()),
                            Amounts.share(count.decisions(), report.decisions()))));
            add("</table>\n");
        }
    }

    private void flips() {
        if (!report.flips().isEmpty()) {
            add("<h2>Dispositions</h2><table><tr><th>From → to</th><th>Orders</th><th>Order value</th></tr>\n");
            for (Flip flip : report.flips()) {
                add("<tr><td>%s → %s</td><td>%s</td><td>%s</td></tr>\n"
                        .formatted(
                                SafeText.html(flip.from()),
                                SafeText.html(flip.to()),
                                Amounts.count(flip.decisions()),
                                SafeText.html(Amounts.money(flip.currency(), flip.orderValue()))));
            }
            add("</table>\n");
        }
    }

    private void money() {
        if (!report.totals().isEmpty()) {
            add("<h2>Order value that moves</h2><p>Held: was automatic, and now waits for a person or stops. "
                    + "Released: the reverse. The number of orders is in parentheses.</p>\n");
            report.totals().forEach(this::currency);
        }
    }

    private void currency(Moved total) {
        add("<h3>%s</h3><p>Newly held <b>%s</b> (%s), newly released <b>%s</b> (%s).</p><div class=\"charts\">\n"
                .formatted(
                        SafeText.html(total.currency()),
                        SafeText.html(Amounts.money(total.currency(), total.held())),
                        Amounts.orders(total.heldDecisions()),
                        SafeText.html(Amounts.money(total.currency(), total.released())),
                        Amounts.orders(total.releasedDecisions())));
        chart("By exception code", total.currency(), report.byCode());
        chart("By customer segment", total.currency(), report.bySegment());
        chart("By branch (warehouse)", total.currency(), report.byWarehouse());
        chart("Top customers", total.currency(), report.byCustomer());
        add("</div>\n");
    }

    private void chart(String title, String currency, List<Moved> rows) {
        html.append(BarChart.of(title, currency, Told.largest(rows).getOrDefault(currency, List.of())));
    }

    private void samples() {
        if (!report.samples().isEmpty()) {
            add("<h2>Examples of changed decisions</h2>\n");
            report.samples().forEach(this::sample);
        }
    }

    private void sample(Sample sample) {
        add("<details><summary>%s → %s: order <bdi>%s</bdi> of <bdi>%s</bdi>, %s %s</summary>"
                .formatted(
                        SafeText.html(sample.from()),
                        SafeText.html(sample.to()),
                        SafeText.html(sample.orderId()),
                        SafeText.html(sample.customerId()),
                        SafeText.html(Amounts.money(sample.currency(), sample.orderValue())),
                        causes(sample.causes())));
        add(
                "<p><code>%s</code></p><table class=\"words\"><tr><th>Field</th><th>Recorded</th><th>Now</th><th>Cause</th></tr>\n"
                        .formatted(SafeText.html(sample.decisionId())));
        for (SampleDifference difference : sample.differences()) {
            add("<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            SafeText.html(difference.path()),
                            value(difference.before()),
                            value(difference.after()),
                            causes(difference.causes())));
        }
        add("</table>%s</details>\n"
                .formatted(
                        sample.moreDifferences() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, "<p class=\"quiet\">and %d more</p>", sample.moreDifferences())));
    }

    private static String value(@Nullable String json) {
        return json == null ? "<span class=\"quiet\">absent</span>" : "<code>" + SafeText.html(json) + "</code>";
    }

    private static String causes(List<String> causes) {
        return causes.stream()
                .map(cause -> "<span class=\"cause\">" + SafeText.html(cause) + "</span>")
                .collect(Collectors.joining(" "));
    }

    private void add(String more) {
        html.append(more);
    }
}
