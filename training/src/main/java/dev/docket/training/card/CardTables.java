package dev.docket.training.card;

import dev.docket.decision.urgency.PriorityClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of the card's page. */
public final class CardTables {
    private static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());
    private static final int SHADES = 4;

    private final Evidence evidence;

    CardTables(Evidence evidence) {
        this.evidence = evidence;
    }

    /** What was measured, with its value. */
    List<List<String>> measures() {
        return evidence.metrics().table().stream()
                .map(row -> List.of(row.substring(2, row.length() - 2).split(" \\| ")))
                .toList();
    }

    /** The orders of one true class, by the class that would be answered. */
    public record Confusion(PriorityClass truth, List<Cell> cells) {}

    /** @param shade the darker, the greater the share of the row, 0..4 */
    public record Cell(long shade, long count) {}

    List<Confusion> confusion() {
        return CLASSES.stream()
                .map(truth -> confusion(truth, evidence.judgement().ofTruth(truth)))
                .toList();
    }

    private Confusion confusion(PriorityClass truth, int[] of) {
        List<Cell> cells = new ArrayList<>();
        for (PriorityClass answered : CLASSES) {
            long count = Arrays.stream(of)
                    .filter(i -> evidence.judgement().rows().get(i).answered() == answered)
                    .count();
            cells.add(new Cell(Math.ceilDiv(SHADES * count, Math.max(1, of.length)), count));
        }
        return new Confusion(truth, cells);
    }

    /** How often the sets of one true class contain it. */
    public record Coverage(PriorityClass truth, int orders, String covered, String size) {}

    List<Coverage> coverage() {
        return CLASSES.stream()
                .map(each -> coverage(each, evidence.judgement().ofTruth(each)))
                .toList();
    }

    private Coverage coverage(PriorityClass truth, int[] of) {
        return new Coverage(
                truth,
                of.length,
                String.format(Locale.ROOT, "%.3f", evidence.judgement().coverage(of)),
                String.format(Locale.ROOT, "%.2f", evidence.judgement().meanCandidates(of)));
    }
}
