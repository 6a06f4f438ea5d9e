package dev.docket.training.card;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.PriorityCost;
import dev.docket.training.cases.Labelled;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of the card's page. */
final class CardTables {
    // As in the shipped policy.
    private static final PriorityCost COST = new PriorityCost(1, 2);
    private static final int SHADES = 4;

    private final Evidence evidence;

    CardTables(Evidence evidence) {
        this.evidence = evidence;
    }

    String measures() {
        return evidence.metrics().table().stream()
                .map(row -> row.substring(2, row.length() - 2).split(" \\| "))
                .map(cells -> "<tr><td>%s</td><td class=\"left\">%s</td></tr>".formatted(cells[0], cells[1]))
                .collect(Collectors.joining("\n", "<table>", "</table>"));
    }

    /** True class by the class that would be answered. */
    String confusion() {
        String heads = Labelled.CLASSES.stream().map("<th>%s</th>"::formatted).collect(Collectors.joining());
        return Labelled.CLASSES.stream()
                .map(this::confusion)
                .collect(Collectors.joining("\n", "<table><tr><th>truth</th>" + heads + "</tr>", "</table>"));
    }

    private String confusion(PriorityClass truth) {
        int[] of = evidence.judgement().ofTruth(truth);
        StringBuilder row = new StringBuilder("<tr><td>%s</td>".formatted(truth));
        for (PriorityClass answered : Labelled.CLASSES) {
            long count = Arrays.stream(of)
                    .filter(i -> evidence.judgement().rows().get(i).answered(COST) == answered)
                    .count();
            row.append(String.format(
                    Locale.ROOT,
                    "<td class=\"s%d\">%d</td>",
                    Math.ceilDiv(SHADES * count, Math.max(1, of.length)),
                    count));
        }
        return row.append("</tr>").toString();
    }

    String coverage() {
        return Labelled.CLASSES.stream()
                .map(each -> coverage(each, evidence.judgement().ofTruth(each)))
                .collect(Collectors.joining(
                        "\n",
                        "<table><tr><th>truth</th><th>orders</th><th>covered</th><th>mean size of the set</th></tr>",
                        "</table>"));
    }

    private String coverage(PriorityClass truth, int[] of) {
        return String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td>%d</td><td>%.3f</td><td>%.2f</td></tr>",
                truth,
                of.length,
                evidence.judgement().coverage(of),
                evidence.judgement().meanCandidates(of));
    }
}
