package dev.docket.cli.replay;

import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayReport.Count;
import dev.docket.service.replay.ReplayReport.Moved;
import dev.docket.service.replay.ReplayReport.Sample;
import dev.docket.service.replay.ReplayReport.SampleDifference;
import dev.docket.service.replay.change.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The report as lines for a terminal. */
public final class ReplayText {
    private static final int SAMPLES = 5;

    private final FinishedReplay finished;
    private final ReplayReport report;
    private final List<String> lines = new ArrayList<>();

    private ReplayText(FinishedReplay finished) {
        this.finished = finished;
        this.report = finished.report();
    }

    public static List<String> of(FinishedReplay finished) {
        ReplayText text = new ReplayText(finished);
        text.write();
        return text.lines;
    }

    private void write() {
        line("Decided again with %s.".formatted(SafeText.plain(finished.tried())));
        line("%s".formatted(finished.verdict()));
        line("");
        row("the same", report.same(), "");
        row(
                "another disposition",
                FinishedReplay.of(report.extents(), Extent.DISPOSITION),
                causes(report.flipCauses()));
        row("other advice, same disposition", FinishedReplay.of(report.extents(), Extent.ADVICE), "");
        row("other explanation only", FinishedReplay.of(report.extents(), Extent.EXPLANATION), "");
        report.notReplayed().forEach(count -> row("not replayed: " + count.name(), count.decisions(), ""));
        lackedBundles();
        counts("Causes of all changes", report.causes());
        flips();
        money();
        counts("What differs", report.fields());
        samples();
    }

    private void lackedBundles() {
        if (report.lackedBundles().isEmpty()) {
            return;
        }
        heading("Missing or changed bundles");
        report.lackedBundles()
                .forEach(lacked -> line("  %s  made %s, first %s"
                        .formatted(
                                SafeText.plain(lacked.digest()),
                                FinishedReplay.decisions(lacked.decisions()),
                                SafeText.plain(lacked.firstDecisionId()))));
        line("Give the data folder of the service that decided with --data, once per service.");
    }

    private void flips() {
        if (!report.flips().isEmpty()) {
            heading("Dispositions");
            report.flips()
                    .forEach(flip -> line("  %-48s %12s   %s"
                            .formatted(
                                    SafeText.plain(flip.from()) + " → " + SafeText.plain(flip.to()),
                                    Amounts.orders(flip.decisions()),
                                    Amounts.money(flip.currency(), flip.orderValue()))));
        }
    }

    private void money() {
        if (!report.totals().isEmpty()) {
            heading("Order value that moves");
            report.totals().forEach(moved -> moved("all", moved));
            moved("By exception code", report.byCode());
            moved("By customer segment", report.bySegment());
            moved("By branch (warehouse)", report.byWarehouse());
            moved("Top customers", report.byCustomer());
        }
    }

    private void moved(String title, List<Moved> rows) {
        heading(title);
        FinishedReplay.largest(rows).values().stream()
                .flatMap(List::stream)
                .forEach(moved -> moved(FinishedReplay.name(moved.name()), moved));
    }

    private void moved(String name, Moved moved) {
        List<String> parts = Stream.of(
                        moved.heldDecisions() == 0
                                ? ""
                                : "newly held %s (%s)"
                                        .formatted(
                                                Amounts.money(moved.currency(), moved.held()),
                                                Amounts.orders(moved.heldDecisions())),
                        moved.releasedDecisions() == 0
                                ? ""
                                : "newly released %s (%s)"
                                        .formatted(
                                                Amounts.money(moved.currency(), moved.released()),
                                                Amounts.orders(moved.releasedDecisions())),
                        moved.missedAtMost().signum() == 0
                                ? ""
                                : "up to %s more".formatted(Amounts.money(moved.currency(), moved.missedAtMost())))
                .filter(part -> !part.isEmpty())
                .toList();
        line("  %-24s %s".formatted(SafeText.plain(name), String.join(", ", parts)));
    }

    private void counts(String title, List<Count> counts) {
        if (!counts.isEmpty()) {
            heading(title);
            counts.stream().limit(FinishedReplay.MOST_ROWS).forEach(count -> row(count.name(), count.decisions(), ""));
        }
    }

    private void samples() {
        if (!report.samples().isEmpty()) {
            heading("Examples");
            report.samples().stream().limit(SAMPLES).forEach(this::sample);
        }
    }

    private void sample(Sample sample) {
        line("  %s  order %s of %s, %s: %s → %s (%s)"
                .formatted(
                        SafeText.plain(sample.decisionId()),
                        SafeText.plain(sample.orderId()),
                        SafeText.plain(sample.customerId()),
                        Amounts.money(sample.currency(), sample.orderValue()),
                        SafeText.plain(sample.from()),
                        SafeText.plain(sample.to()),
                        String.join(", ", sample.causes())));
        for (SampleDifference difference :
                sample.differences().subList(0, Math.min(3, sample.differences().size()))) {
            line("      %s: %s → %s"
                    .formatted(
                            SafeText.plain(difference.path()),
                            SafeText.plain(Objects.requireNonNullElse(difference.before(), "(absent)")),
                            SafeText.plain(Objects.requireNonNullElse(difference.after(), "(absent)"))));
        }
    }

    private static String causes(List<Count> counts) {
        return counts.isEmpty()
                ? ""
                : "because of "
                        + String.join(
                                ", ",
                                counts.stream()
                                        .map(count -> "%s %s".formatted(count.name(), Amounts.count(count.decisions())))
                                        .toList());
    }

    private void row(String name, long count, String note) {
        line("  %-40s %12s  %7s  %s"
                .formatted(SafeText.plain(name), Amounts.count(count), Amounts.share(count, report.decisions()), note));
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    private void line(String line) {
        lines.add(line.stripTrailing());
    }
}
