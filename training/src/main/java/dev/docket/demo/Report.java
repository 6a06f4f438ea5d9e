package dev.docket.demo;

import dev.docket.cli.terminal.Screen;
import dev.docket.service.proof.VerifyJournal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the results of the demonstration, at most 80 columns wide. */
final class Report {
    private static final int MOST_CODES = 10;
    private static final int MOST_REFUSED = 3;
    private static final int BAR = 30;
    private static final List<String> DISPOSITIONS =
            List.of("RELEASE", "RELEASE_WITH_CONDITIONS", "REVIEW", "HOLD", "REJECT");
    private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");
    private static final List<String> PRIORITY_SOURCES = List.of("MODEL", "RULES", "FALLBACK");

    private final Screen screen;

    Report(Screen screen) {
        this.screen = screen;
    }

    void sources(List<OrderSource> sources, DemoPlan plan) {
        screen.heading("Where the orders come from");
        for (OrderSource source : sources) {
            screen.paragraph(
                    String.format(Locale.ROOT, "  %,6d ", source.orders().size()),
                    "%s: %s".formatted(source.name(), source.description()));
            if (!source.licence().isEmpty()) {
                screen.paragraph("         ", "Licence: " + source.licence());
            }
        }
        if (sources.getFirst().name().equals(OrderSources.SAMPLE)) {
            screen.paragraph("  ", "No real data in %s (--data-sets names another folder).".formatted(plan.dataSets()));
            return;
        }
        List<String> madeUp = sources.stream()
                .flatMap(source -> source.madeUp().stream())
                .map(path -> path.replace("[0]", ""))
                .distinct()
                .toList();
        screen.paragraph(
                "  ",
                "Items, quantities, prices, dates, customers and countries are real. The data lacks "
                        + String.format(
                                Locale.ROOT,
                                "%d fields; training/mappings makes them up, by the rules stated there:",
                                madeUp.size()));
        screen.paragraph("    ", String.join(", ", shortened(madeUp)));
    }

    /** Paths under one heading are printed together. */
    private static List<String> shortened(List<String> paths) {
        return paths.stream()
                .collect(Collectors.groupingBy(
                        path -> path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "",
                        LinkedHashMap::new,
                        Collectors.mapping(path -> path.substring(path.lastIndexOf('.') + 1), Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey().isEmpty()
                        ? String.join(", ", entry.getValue())
                        : entry.getKey() + "."
                                + (entry.getValue().size() == 1
                                        ? entry.getValue().getFirst()
                                        : "{" + String.join(" ", entry.getValue()) + "}"))
                .toList();
    }

    void tally(Tally tally) {
        long all = tally.acknowledged().size();
        screen.heading("What was decided");
        Map<String, Long> dispositions = tally.dispositions();
        for (String disposition : DISPOSITIONS) {
            row(Words.plain(disposition), dispositions.getOrDefault(disposition, 0L), all);
        }
        screen.heading("The most frequent exceptions");
        for (Tally.Count<Sent.Code> count : tally.exceptions(MOST_CODES)) {
            screen.line(String.format(
                    Locale.ROOT,
                    "  %s  %-42s %,6d orders",
                    count.what().code(),
                    Words.plain(count.what().name()),
                    count.times()));
        }
        screen.heading("How urgent, and by whose judgement");
        screen.line(
                "        " + PRIORITY_SOURCES.stream().map("%10s"::formatted).collect(Collectors.joining()));
        for (String priority : PRIORITIES) {
            Map<String, Long> bySource = tally.priorities().getOrDefault(priority, Map.of());
            screen.line("  %-6s".formatted(priority)
                    + PRIORITY_SOURCES.stream()
                            .map(source -> String.format(Locale.ROOT, "%,10d", bySource.getOrDefault(source, 0L)))
                            .collect(Collectors.joining()));
        }
        screen.heading("How fast");
        screen.line(String.format(
                Locale.ROOT,
                "  %,d decisions per second over %d connections; half within %.1f ms, 99 %% within",
                tally.perSecond(),
                Load.CONNECTIONS,
                tally.millisAt(0.5)));
        screen.line(String.format(
                Locale.ROOT,
                "  %.1f ms. Each was on disk before its answer left. Client and service share",
                tally.millisAt(0.99)));
        screen.line("  this machine; for a real measurement, run ./docket bench");
    }

    private void row(String name, long count, long all) {
        double share = all == 0 ? 0 : (double) count / all;
        screen.line(String.format(
                Locale.ROOT,
                "  %-24s %,7d  %5.1f %% %s",
                name,
                count,
                share * 100,
                count == 0 ? "" : " " + "#".repeat((int) Math.ceil(share * BAR))));
    }

    void refused(List<Sent.Refused> refused) {
        if (!refused.isEmpty()) {
            screen.heading(String.format(Locale.ROOT, "%,d orders were refused", refused.size()));
            refused.stream()
                    .limit(MOST_REFUSED)
                    .forEach(each -> screen.paragraph(
                            "  ", each.order().requestId() + ": " + each.status() + " " + each.body()));
        }
    }

    void story(int number, Story story) {
        screen.line("");
        screen.paragraph(String.format(Locale.ROOT, "  %d. ", number), story.title());
        String before = "";
        for (Story.Sentence sentence : story.sentences()) {
            String about = sentence.about().equals(before) ? "" : sentence.about();
            screen.paragraph("     %-8s".formatted(about), sentence.text());
            before = sentence.about();
        }
    }

    void check(long acknowledged, long recorded, long found) {
        screen.heading("Is everything in the journal?");
        boolean complete = acknowledged == recorded && acknowledged == found;
        screen.line(String.format(
                Locale.ROOT,
                "  %s: %,d acknowledged, %,d recorded, %,d found by their id.",
                complete ? "Yes" : "NO",
                acknowledged,
                recorded,
                found));
    }

    void verified(VerifyJournal.Report journal) {
        journal.problems().forEach(problem -> screen.paragraph("  ", problem));
        screen.line(String.format(
                Locale.ROOT,
                "  %s: the hashes of %,d records under %,d signed checkpoints.",
                journal.problems().isEmpty() ? "Verified" : "DAMAGED",
                journal.records(),
                journal.checkpoints()));
    }
}
