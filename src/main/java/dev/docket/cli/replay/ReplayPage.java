package dev.docket.cli.replay;

import dev.docket.html.HtmlTemplate;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.change.Extent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report as one HTML page: no scripts, no external resources, and all text from orders is escaped. Its components
 * are what {@code replay.html} shows, as text.
 */
public record ReplayPage(
        String tried,
        String verdict,
        List<Counted> tiles,
        List<CountTable> causes,
        List<Flipped> flips,
        List<MovedValue> currencies,
        List<CountTable> fields,
        List<ChangedDecision> samples,
        String question) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(ReplayPage.class, "replay.html");
    private static final int MOST_FIELDS = 25;

    /** How many decisions something is true of. */
    public record Counted(String name, String decisions, String share) {
        static Counted of(String name, long count, ReplayReport report) {
            return new Counted(SafeText.plain(name), Amounts.count(count), Amounts.share(count, report.decisions()));
        }
    }

    /** @param what the title of the first column */
    public record CountTable(String title, String what, List<Counted> counts) {
        /** A table, or none when there is nothing to count. */
        static Stream<CountTable> of(
                String title, String what, Stream<ReplayReport.Count> counts, ReplayReport report) {
            List<Counted> rows = counts.map(count -> Counted.of(count.name(), count.decisions(), report))
                    .toList();
            return rows.isEmpty() ? Stream.empty() : Stream.of(new CountTable(title, what, rows));
        }
    }

    /** Orders that changed from one disposition to another. */
    public record Flipped(String from, String to, String orders, String value) {
        static Flipped of(ReplayReport.Flip flip) {
            return new Flipped(
                    SafeText.plain(flip.from()),
                    SafeText.plain(flip.to()),
                    Amounts.count(flip.decisions()),
                    Amounts.money(flip.currency(), flip.orderValue()));
        }
    }

    /** The order value that moved in one currency. */
    public record MovedValue(
            String currency,
            String held,
            String heldOrders,
            String released,
            String releasedOrders,
            List<BarChart> charts) {
        static MovedValue of(ReplayReport.Moved total, ReplayReport report) {
            String currency = total.currency();
            return new MovedValue(
                    SafeText.plain(currency),
                    Amounts.money(currency, total.held()),
                    Amounts.orders(total.heldDecisions()),
                    Amounts.money(currency, total.released()),
                    Amounts.orders(total.releasedDecisions()),
                    List.of(
                            chart("By exception code", currency, report.byCode()),
                            chart("By customer segment", currency, report.bySegment()),
                            chart("By branch (warehouse)", currency, report.byWarehouse()),
                            chart("Top customers", currency, report.byCustomer())));
        }

        private static BarChart chart(String title, String currency, List<ReplayReport.Moved> rows) {
            return BarChart.of(title, currency, FinishedReplay.largest(rows).getOrDefault(currency, List.of()));
        }
    }

    /** An example. */
    public record ChangedDecision(
            String decision,
            String order,
            String customer,
            String from,
            String to,
            String value,
            List<String> causes,
            List<ChangedField> differences,
            String more) {
        static ChangedDecision of(ReplayReport.Sample sample) {
            return new ChangedDecision(
                    SafeText.plain(sample.decisionId()),
                    SafeText.plain(sample.orderId()),
                    SafeText.plain(sample.customerId()),
                    SafeText.plain(sample.from()),
                    SafeText.plain(sample.to()),
                    Amounts.money(sample.currency(), sample.orderValue()),
                    sample.causes(),
                    sample.differences().stream().map(ChangedField::of).toList(),
                    sample.moreDifferences() == 0 ? "" : "and " + Amounts.count(sample.moreDifferences()) + " more");
        }
    }

    /** @param values the recorded value and the new one; empty when absent */
    public record ChangedField(String path, List<String> values, List<String> causes) {
        static ChangedField of(ReplayReport.SampleDifference difference) {
            return new ChangedField(
                    SafeText.plain(difference.path()),
                    List.of(json(difference.before()), json(difference.after())),
                    difference.causes());
        }

        private static String json(@Nullable String value) {
            return SafeText.plain(Objects.requireNonNullElse(value, ""));
        }
    }

    public static String of(FinishedReplay finished) {
        ReplayReport report = finished.report();
        return TEMPLATE.render(new ReplayPage(
                SafeText.plain(finished.tried()),
                finished.verdict(),
                tiles(report),
                Stream.of(
                                CountTable.of(
                                        "Not replayed: bundle missing",
                                        "Bundle",
                                        report.lackedBundles().stream()
                                                .map(lacked ->
                                                        new ReplayReport.Count(lacked.digest(), lacked.decisions())),
                                        report),
                                CountTable.of(
                                        "Causes of changed dispositions",
                                        "Cause",
                                        report.flipCauses().stream(),
                                        report),
                                CountTable.of("Causes of all changes", "Cause", report.causes().stream(), report))
                        .flatMap(table -> table)
                        .toList(),
                report.flips().stream().map(Flipped::of).toList(),
                report.totals().stream()
                        .map(total -> MovedValue.of(total, report))
                        .toList(),
                CountTable.of("What differs", "Field", report.fields().stream().limit(MOST_FIELDS), report)
                        .toList(),
                report.samples().stream().map(ChangedDecision::of).toList(),
                SafeText.plain(finished.question())));
    }

    private static List<Counted> tiles(ReplayReport report) {
        return Stream.concat(
                        Stream.of(
                                Counted.of("decisions", report.decisions(), report),
                                Counted.of("the same", report.same(), report),
                                Counted.of(
                                        "another disposition",
                                        FinishedReplay.of(report.extents(), Extent.DISPOSITION),
                                        report),
                                Counted.of(
                                        "other advice only",
                                        FinishedReplay.of(report.extents(), Extent.ADVICE),
                                        report),
                                Counted.of(
                                        "other explanation only",
                                        FinishedReplay.of(report.extents(), Extent.EXPLANATION),
                                        report)),
                        report.notReplayed().stream()
                                .map(count -> Counted.of("not replayed: " + count.name(), count.decisions(), report)))
                .toList();
    }
}
