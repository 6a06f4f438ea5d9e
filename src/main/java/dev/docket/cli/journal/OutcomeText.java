package dev.docket.cli.journal;

import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.Share;
import dev.docket.service.outcome.judge.ReportOutcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outcome statistics for people. */
final class OutcomeText {
    private static final String ROW = "%-40.40s %28s %28s";

    private OutcomeText() {}

    static List<String> of(ReportOutcomes.Report report) {
        OutcomeStatistics statistics = report.statistics();
        List<String> lines = new ArrayList<>();
        if (statistics.byPair().isEmpty()) {
            lines.add("No outcomes are recorded. Report them to POST /v1/decisions/{decisionId}/outcome.");
            return lines;
        }
        statistics.byPair().forEach((pair, count) -> lines.add(String.format(Locale.ROOT, "%-44s %,10d", pair, count)));
        lines.add("");
        lines.add(ROW.formatted("(share, with its 95 % interval)", "overridden", "held, then unchanged"));
        lines.add(row("all decisions", statistics.all()));
        statistics.byRule().forEach((rule, counts) -> lines.add(row(rule, counts)));
        lines.addAll(report.modelLines());
        return lines;
    }

    private static String row(String name, OutcomeStatistics.Counts counts) {
        return ROW.formatted(name, text(counts.overridden()), text(counts.falseHolds()));
    }

    private static String text(Share share) {
        return share.all() == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%d/%d %.0f %% (%.0f–%.0f)",
                        share.hits(),
                        share.all(),
                        100 * share.rate(),
                        100 * share.lower(),
                        100 * share.upper());
    }
}
